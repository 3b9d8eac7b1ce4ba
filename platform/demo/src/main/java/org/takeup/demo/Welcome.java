package org.takeup.demo;

import java.net.URI;
import java.util.stream.Collectors;

/** The table that ends the start: where everything is and who can sign in as what. */
final class Welcome {
    private Welcome() {}

    /**
     * The table as text of at most 100 columns.
     *
     * @param seconds how long the start took
     * @param health where the platform says how it is
     */
    static String text(DemoSettings settings, URI mails, URI keycloak, URI health, long seconds) {
        StringBuilder text = new StringBuilder("\nTakeup is ready after " + seconds + " s.\n\n");
        for (Company company : Company.values()) {
            line(text, company.title(), settings.platformUrl() + "/w/" + company.alias() + "/");
        }
        line(text, "Operator", settings.platformUrl() + "/operator/");
        line(text, "Mail that was sent", mails.toString());
        line(text, "Health", health.toString());
        line(text, "Keycloak", keycloak + "/admin (admin)");
        line(
                text,
                "Learning data to upload",
                settings.project()
                        .relativize(settings.data())
                        .resolve("learning")
                        .toString());
        text.append("\nEverybody's password, here only: ")
                .append(Realms.DEMO_PASSWORD)
                .append('\n');
        for (Company company : Company.values()) {
            people(text, company);
        }
        text.append("\nThe platform itself\n");
        person(text, "olivia", "Olivia Thornquist, operator");
        person(text, "nobody", "Noor Body, has an account and no organisation: is refused everywhere");
        return text.append("\nCtrl-C stops everything. platform/demo/run --fresh starts over.\n")
                .toString();
    }

    private static void people(StringBuilder text, Company company) {
        text.append('\n')
                .append(company.title())
                .append(", over ")
                .append(company.protocol())
                .append('\n');
        for (Person person : company.people()) {
            if (person.group() != Person.Group.NONE) {
                person(
                        text,
                        person.username(),
                        person.name() + ", " + person.group().title() + ", " + person.unit());
            }
        }
        person(
                text,
                "learners",
                company.people().stream()
                        .filter(person -> person.group() == Person.Group.NONE)
                        .map(Person::username)
                        .collect(Collectors.joining(" ")));
    }

    private static void line(StringBuilder text, String what, String where) {
        text.append(String.format("  %-26s%s%n", what, where));
    }

    private static void person(StringBuilder text, String name, String who) {
        text.append(String.format("  %-10s%s%n", name, who));
    }
}
