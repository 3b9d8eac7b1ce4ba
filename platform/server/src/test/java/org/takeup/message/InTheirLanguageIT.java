package org.takeup.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;
import org.takeup.people.Local;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.preference.PreferenceEntry;
import org.takeup.preference.Preferences;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.TenantSettings;

/** One message to people who read different languages: each gets it in their own, or nothing goes out to anybody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InTheirLanguageIT {
    @AutoClose
    private final MessageDesk usual = new MessageDesk();

    private MessageDesk desk = usual;

    @BeforeEach
    void atTheUsualDesk() {
        desk = usual;
    }

    private void reads(String person, String language) {
        var preferences = new Preferences(new People(), (any, id) -> false, desk.platform.url());
        String id = desk.personId(person);
        preferences.change(
                desk.workspace,
                id,
                preferences.of(desk.workspace, id).version(),
                new PreferenceEntry(List.of(), List.of(), "", "", "", null, language, List.of(), List.of(), false));
    }

    /** Of whom the company's directory says which language they read. */
    private void directoryHas(int people, String language) {
        new People()
                .provision(
                        desk.workspace,
                        IntStream.range(0, people)
                                .mapToObj(i -> new Person(
                                        language + i,
                                        "Person " + language + i,
                                        language + i + "@"
                                                + desk.workspace.tenant().slug() + ".example",
                                        Optional.of("Sales"),
                                        Optional.empty(),
                                        true,
                                        Local.of(Optional.of(language), Optional.empty())))
                                .toList());
    }

    private JsonNode step() {
        return StreamSupport.stream(desk.planNow().get("steps").spliterator(), false)
                .filter(step -> step.get("id").asText().equals(desk.step))
                .findFirst()
                .orElseThrow();
    }

    /** What the plan says is missing at the step. */
    private List<String> missing() {
        return StreamSupport.stream(step().get("notes").spliterator(), false)
                .filter(note -> note.get("severity").asText().equals("ERROR"))
                .map(note -> note.get("message").asText())
                .filter(message -> message.contains(" is missing: "))
                .toList();
    }

    private HttpResponse<String> approval() {
        return desk.api("POST", "/plans/" + desk.plan + "/approval", "", MessageDesk.tag(desk.planNow()));
    }

    private int dispatched() {
        return MessageDesk.json(desk.api("POST", "/plans/" + desk.plan + "/dispatch", "", ""))
                .get("steps")
                .asInt();
    }

    private List<String> subjectsFor(String address) {
        String to = address + "@" + desk.workspace.tenant().slug() + ".example";
        return desk.mail.mails().stream()
                .filter(each -> MailCatcher.header(each, "To").contains(to))
                .map(each -> MailCatcher.header(each, "Subject"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void aMissingTranslationKeepsThePlanFromBeingApprovedAndNamesTheLanguage(Placement placement) {
        desk.in(placement);
        assertEquals(List.of(), missing());
        reads("ann", "de");
        desk.does("review");
        assertEquals(422, approval().statusCode());
        assertEquals(1, missing().size());
        assertTrue(missing().getFirst().startsWith("German is missing: fewer than 5 people"), missing()::getFirst);
        String page = desk.admin.get(desk.base + "/plans/" + desk.plan).body();
        assertTrue(page.contains("German is missing: fewer than 5 people"), page);
        // Words that one audience has of its own would be read instead of those in German, so they are needed too.
        MessageDesk.json(desk.save("de", "Worum es geht", "Weil wir es sagen."));
        assertEquals(List.of(), missing());
        MessageDesk.json(desk.save(desk.sales, "For Sales", "Why Sales."));
        assertEquals(1, missing().size());
        MessageDesk.json(desk.save(desk.sales + ".de", "Vertrieb lernt", "Warum der Vertrieb."));
        assertEquals(List.of(), missing());
        desk.does("review");
        desk.does("approval");
        desk.api("POST", "/plans/" + desk.plan + "/dispatch", "", "");
        Eventually.holds(
                "each has it in their language",
                MessageDesk.SOON,
                () -> subjectsFor("ann").equals(List.of("Vertrieb lernt"))
                        && subjectsFor("boss").equals(List.of("For Sales")));
    }

    @Test
    void howManyReadItIsSaidFromTheSmallestGroupOnAndAPersonsOwnChoiceCountsMoreThanTheDirectory() {
        desk.in(Placement.POOLED);
        directoryHas(6, "fr-CA");
        directoryHas(2, "pl");
        assertEquals(1, missing().size(), "what the platform does not write is no language of a message");
        assertTrue(missing().getFirst().startsWith("French is missing: 6 people"), missing()::getFirst);
        var preferences = new Preferences(new People(), (any, id) -> false, desk.platform.url());
        for (String language : List.of("en", "de")) {
            String person = "fr-CA" + (language.equals("en") ? 0 : 1);
            preferences.change(
                    desk.workspace,
                    person,
                    0,
                    new PreferenceEntry(List.of(), List.of(), "", "", "", null, language, List.of(), List.of(), false));
        }
        assertEquals(2, missing().size());
        assertTrue(
                missing().get(0).startsWith("German is missing: fewer than 5 people"),
                missing().get(0));
        assertTrue(
                missing().get(1).startsWith("French is missing: fewer than 5 people"),
                missing().get(1));
    }

    @Test
    void whoeverChoosesALanguageAfterTheApprovalHoldsTheStepBackUntilItIsWritten() {
        // Before the hour at which steps go out by themselves, so that the button alone sends them.
        var clock = new StillClock(Instant.parse("2026-11-26T07:00:00Z"));
        try (var later = new MessageDesk(clock)) {
            desk = later;
            desk.another("Later", desk.workspace.today().plusDays(3));
            desk.does("review");
            desk.does("approval");
            assertEquals(1, dispatched(), "the step of today");
            // Not the boss: who is to say other steps of the plan has to read those, too.
            reads("ann", "es");
            clock.pass(Duration.ofDays(3));
            desk.signIn();
            assertEquals(0, dispatched(), "it is due, and held back");
            assertEquals("PLANNED", step().get("status").asText());
            assertEquals(1, missing().size());
            assertTrue(missing().getFirst().startsWith("Spanish is missing"), missing()::getFirst);
            MessageDesk.json(desk.save("es", "Tarde", "Porque lo decimos."));
            desk.does("review");
            desk.does("approval");
            dispatched();
            Eventually.holds(
                    "Ann has it in Spanish, the boss as before",
                    MessageDesk.SOON,
                    () -> subjectsFor("ann").contains("Tarde")
                            && subjectsFor("boss").contains("Later"));
        }
    }

    /** Ten in the evening in London is eleven in the morning in Auckland. */
    @Test
    void oneMessageReachesEachInTheirLanguageAndTheirOfficeHours() {
        var clock = new StillClock(Instant.parse("2026-11-26T22:00:00Z"));
        try (var night = new MessageDesk(clock)) {
            desk = night;
            desk.hours(new TenantSettings.Mail(
                    "",
                    LocalTime.of(20, 0),
                    LocalTime.of(7, 0),
                    LocalTime.of(9, 0),
                    LocalTime.of(17, 0),
                    Optional.empty()));
            new People()
                    .provision(
                            desk.workspace,
                            List.of(new Person(
                                    "kiri",
                                    "Kiri",
                                    "kiri@" + desk.workspace.tenant().slug() + ".example",
                                    Optional.of("Sales"),
                                    Optional.empty(),
                                    true,
                                    Local.of(Optional.of("fr-FR"), Optional.of("Pacific/Auckland")))));
            assertTrue(missing().getFirst().startsWith("French is missing"), missing()::getFirst);
            MessageDesk.json(desk.save("fr", "Pourquoi", "Parce que."));
            desk.does("review");
            desk.does("approval");
            dispatched();
            Eventually.holds(
                    "she has it at once",
                    MessageDesk.SOON,
                    () -> subjectsFor("kiri").equals(List.of("Pourquoi")));
            assertEquals(List.of(), subjectsFor("ann"), "it is night in London");
            clock.set(Instant.parse("2026-11-27T09:01:00Z"));
            Eventually.holds("in the morning Ann has it", MessageDesk.SOON, () -> {
                // A job that was told in the night to wait for so many hours may count them from the morning.
                clock.pass(Duration.ofMinutes(3));
                return subjectsFor("ann").equals(List.of("Why this matters"));
            });
            assertEquals(1, subjectsFor("kiri").size());
        }
    }
}
