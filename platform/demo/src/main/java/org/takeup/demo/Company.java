package org.takeup.demo;

import java.util.List;

/** The two sample organisations: one signs in over OpenID Connect, the other over SAML. */
public enum Company {
    NORTHBANK("northbank", "Northbank Council", "northbank.example", "OpenID Connect"),
    HARBOUR_LINE("harbour-line", "Harbour Line Cruises", "harbourline.example", "SAML");

    private final String alias;
    private final String title;
    private final String domain;
    private final String protocol;

    @SuppressWarnings("ImmutableEnumChecker") // Stream.toList gives an unmodifiable list of records.
    private final List<Person> people;

    Company(String alias, String title, String domain, String protocol) {
        this.alias = alias;
        this.title = title;
        this.domain = domain;
        this.protocol = protocol;
        this.people = Resources.text("people/" + alias + ".csv")
                .lines()
                .skip(1)
                .map(line -> person(line, domain))
                .toList();
    }

    /** The organisation's short name: in Keycloak, in {@code /w/<alias>} and as the identity provider's alias. */
    public String alias() {
        return alias;
    }

    /** The organisation's name as people say it. */
    public String title() {
        return title;
    }

    /** The e-mail domain that belongs to the organisation. */
    public String domain() {
        return domain;
    }

    /** How the organisation's own sign-in speaks to the platform's Keycloak. */
    public String protocol() {
        return protocol;
    }

    /** The company's own realm: the stand-in for its directory and sign-in. */
    public String realm() {
        return alias + "-company";
    }

    /** Everybody who can sign in through this company, leaders first. */
    public List<Person> people() {
        return people;
    }

    /**
     * The person who signs in under this name.
     *
     * @throws IllegalArgumentException if the company has nobody of that name
     */
    public Person person(String username) {
        return people.stream()
                .filter(person -> person.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(title + " has no sample person '" + username + "'."));
    }

    private static Person person(String line, String domain) {
        String[] cells = line.split(",", -1);
        return new Person(
                cells[0],
                cells[1],
                cells[2],
                cells[0] + "@" + domain,
                Person.Group.named(cells[3]),
                cells[4],
                cells[5]);
    }
}
