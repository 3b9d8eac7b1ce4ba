package org.takeup.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.people.Local;
import org.takeup.people.Person;

/**
 * A user as it was provisioned.
 *
 * @param id given by the server
 * @param person id of the person in the directory
 * @param attributes as {@link Attribute#USER} reads them; not to be changed
 * @param version counts up with each change
 */
record ScimUser(String id, String person, ObjectNode attributes, long version, Instant created, Instant modified) {
    /** Checks what a request says a user is. @throws org.takeup.http.Problem 400 naming what does not fit */
    static ObjectNode read(JsonNode body) {
        if (!body.isObject()) {
            throw ScimProblems.syntax("Send one JSON object.");
        }
        return Attribute.USER.read(body, "") instanceof ObjectNode kept ? kept : JsonNodeFactory.instance.objectNode();
    }

    /** Refuses a user without a name to know them by; one of whom nothing is said stays as active as they were. */
    static ObjectNode complete(ObjectNode attributes, boolean wasActive) {
        if (!attributes.hasNonNull("userName")) {
            throw ScimProblems.value("userName", "Every user needs one.");
        }
        if (!attributes.has("active")) {
            attributes.put("active", wasActive);
        }
        return attributes;
    }

    String userName() {
        return attributes.path("userName").asText();
    }

    /** The user name as it is compared: its case does not count (RFC 7643, 4.1.1). */
    String userNameKey() {
        return key(userName());
    }

    static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    Optional<String> externalId() {
        return text(attributes.path("externalId"));
    }

    boolean active() {
        return attributes.path("active").asBoolean();
    }

    /** Who they report to, in the provider's words: an id of this server, or what becomes the external id of one. */
    Optional<String> manager() {
        return text(attributes.path("enterprise").path("manager").path("value"));
    }

    List<String> mails() {
        var mails = new ArrayList<String>();
        attributes
                .path("emails")
                .forEach(each -> text(each.path("value"))
                        .map(ScimUser::key)
                        .filter(mail -> !mails.contains(mail))
                        .ifPresent(mails::add));
        return mails;
    }

    /** As the directory takes them. @param managerId the person they report to, if that is known */
    Person inDirectory(Optional<String> managerId) {
        return new Person(person, shownName(), mail(), unit(), managerId, active(), local());
    }

    /** The same user as another person of the directory. */
    ScimUser as(String other) {
        return new ScimUser(id, other, attributes, version, created, modified);
    }

    private Optional<String> unit() {
        JsonNode enterprise = attributes.path("enterprise");
        return text(enterprise.path("department")).or(() -> text(enterprise.path("division")));
    }

    private Local local() {
        return Local.of(text(attributes.path("preferredLanguage")), text(attributes.path("timezone")));
    }

    private String shownName() {
        JsonNode name = attributes.path("name");
        String both =
                (name.path("givenName").asText() + " " + name.path("familyName").asText()).strip();
        return Stream.of(
                        attributes.path("displayName").asText(),
                        name.path("formatted").asText(),
                        both)
                .filter(each -> !each.isBlank())
                .findFirst()
                .orElseGet(this::userName);
    }

    /** The primary address, else the one for work, else the first; many providers send the user name alone. */
    String mail() {
        var emails = new ArrayList<JsonNode>();
        attributes.path("emails").forEach(emails::add);
        return emails.stream()
                .filter(each -> each.path("primary").asBoolean())
                .findFirst()
                .or(() -> emails.stream()
                        .filter(each -> each.path("type").asText().equalsIgnoreCase("work"))
                        .findFirst())
                .or(() -> emails.stream().findFirst())
                .map(each -> each.path("value").asText())
                .orElseGet(() -> userName().indexOf('@') > 0 ? userName() : "");
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }
}
