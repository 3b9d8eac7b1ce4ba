package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Wishes.Answer;
import org.takeup.delivery.Wishes.Waiting;
import org.takeup.people.Local;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** People all over the world hear in the office hours of where they are, unless they say when they want to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficeHoursIT {
    private static final Instant EVENING = Instant.parse("2026-11-26T18:00:00Z");

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static void works(Workspace workspace, String id, String zone) {
        new People()
                .provision(
                        workspace,
                        List.of(new Person(
                                id,
                                id,
                                id + "@" + workspace.tenant().slug() + ".example",
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                Local.of(Optional.empty(), Optional.of(zone)))));
    }

    private static Waiting mail(String person) {
        return new Waiting(person, "plan-step", "EMAIL", true);
    }

    private static Instant wait(Told told, Workspace workspace, String person, Instant now) {
        return assertInstanceOf(Answer.Wait.class, told.wishes.ask(workspace, mail(person), now))
                .until();
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void eachHearsFromNineToFiveByTheirOwnClockAlsoWhileTheOrganisationSleeps(Placement placement) {
        var told = new Told(platform, placement);
        Workspace workspace = Nights.usual(platform, told.workspace);
        assertFalse(told.wishes.byOtherClocks(workspace));
        works(workspace, "kiri", "Pacific/Auckland");
        works(workspace, "joe", "America/New_York");
        assertTrue(told.wishes.byOtherClocks(workspace));
        // Nobody knows where Bob is: the organisation is in London.
        assertEquals(Instant.parse("2026-11-27T09:00:00Z"), wait(told, workspace, told.id("bob"), EVENING));
        assertEquals(Instant.parse("2026-11-26T20:00:00Z"), wait(told, workspace, "kiri", EVENING));
        assertInstanceOf(Answer.Send.class, told.wishes.ask(workspace, mail("joe"), EVENING), "one o'clock there");
        // What somebody says of themselves counts more than what the directory says.
        told.preferences.change(workspace, "joe", 0, Told.entry(List.of(), "", "", "Asia/Tokyo", null));
        assertEquals(Instant.parse("2026-11-27T00:00:00Z"), wait(told, workspace, "joe", EVENING));
        told.preferences.change(workspace, "joe", 1, Told.entry(List.of(), "16:30", "18:00", "Asia/Tokyo", null));
        assertEquals(
                Instant.parse("2026-11-27T07:30:00Z"),
                wait(told, workspace, "joe", EVENING),
                "a time that was said counts as it was said");
    }

    @Test
    void whatNobodyCanDoWithoutWaitsForNoOfficeHours() {
        var told = new Told(platform, Placement.POOLED);
        Workspace workspace = Nights.usual(platform, told.workspace);
        var must = new Waiting(told.id("bob"), "survey-invitation", "EMAIL", false);
        assertInstanceOf(Answer.Send.class, told.wishes.ask(workspace, must, EVENING));
    }

    @Test
    void wheneverAndWhereverNobodyHearsOutsideOfThem() {
        var told = new Told(platform, Placement.POOLED);
        Workspace workspace = Nights.usual(platform, told.workspace);
        List<String> zones = List.of(
                "Pacific/Kiritimati",
                "Pacific/Auckland",
                "Australia/Adelaide",
                "Asia/Kathmandu",
                "Asia/Tokyo",
                "Europe/London",
                "Europe/Madrid",
                "Atlantic/Azores",
                "America/St_Johns",
                "America/Los_Angeles",
                "Pacific/Honolulu",
                "Pacific/Pago_Pago");
        zones.forEach(zone -> works(workspace, zone, zone));
        // Over the night on which Europe's clocks go back.
        Instant begin = Instant.parse("2026-10-24T10:30:00Z");
        for (int hour = 0; hour < 36; hour += 3) {
            Instant now = begin.plus(Duration.ofHours(hour));
            for (String zone : zones) {
                Instant when = switch (told.wishes.askAgain(workspace, mail(zone), Duration.ZERO, now)) {
                    case Answer.Send _ -> now;
                    case Answer.Wait later -> later.until();
                    case Answer.Drop drop -> throw new AssertionError(drop);
                };
                LocalTime there = LocalTime.ofInstant(when, ZoneId.of(zone));
                assertTrue(
                        !there.isBefore(LocalTime.of(9, 0)) && there.isBefore(LocalTime.of(17, 0)),
                        () -> zone + " hears at " + there);
                assertTrue(when.isBefore(now.plus(Duration.ofHours(25))), zone);
            }
        }
    }

    @Test
    void whoeverSaysHowTheyWantToBeToldReadsWhichHoursCountOtherwise() {
        var told = new Told(platform, Placement.POOLED);
        Workspace workspace = Nights.usual(platform, told.workspace);
        String page = told.get(told.choose("ann")).body();
        assertTrue(page.contains("If you say none, you hear at 09:00\u201317:00 in your time zone."), page);
        assertEquals("09:00", workspace.settings().mail().officeFrom().toString());
    }
}
