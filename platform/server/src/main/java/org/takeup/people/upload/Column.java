package org.takeup.people.upload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a file says, with the titles by which it is known. Case, spaces and signs of a title do not count. */
enum Column {
    ID("id", "employeeid", "employeenumber", "personnelnumber", "externalid", "personalnummer", "matricule"),
    NAME("name", "displayname", "fullname", "nomcomplet", "nombrecompleto"),
    FIRST_NAME("firstname", "givenname", "vorname", "prenom", "nombre"),
    LAST_NAME("lastname", "familyname", "surname", "nachname", "nom", "apellidos"),
    EMAIL("email", "mail", "emailaddress", "workemail", "courriel", "correo"),
    UNIT("unit", "department", "orgunit", "abteilung", "service", "departamento"),
    MANAGER("manager", "managerid", "supervisor", "vorgesetzter", "responsable"),
    ACTIVE("active", "status", "aktiv", "actif", "activo"),
    LANGUAGE("language", "preferredlanguage", "lang", "sprache", "langue", "idioma"),
    TIME_ZONE("timezone", "tz", "zeitzone", "fuseauhoraire", "zonahoraria", "husohorario");

    private final List<String> titles;

    Column(String... titles) {
        this.titles = List.of(titles);
    }

    /** What people call it. */
    String title() {
        return titles.getFirst();
    }

    static Optional<Column> of(String title) {
        String plain = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        String unaccented = java.text.Normalizer.normalize(plain, java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return Arrays.stream(values())
                .filter(each -> each.titles.contains(unaccented))
                .findFirst();
    }
}
