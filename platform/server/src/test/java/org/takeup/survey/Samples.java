package org.takeup.survey;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.people.Segment;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Tenants with people, and waves of a small questionnaire that has every kind of question. */
final class Samples {
    static final Duration SOON = Duration.ofSeconds(60);

    static final ResponseScale FIVE = new ResponseScale(
            1,
            IntStream.rangeClosed(1, 5)
                    .mapToObj(point -> text("Point " + point))
                    .toList());

    private Samples() {}

    private static LocalizedText text(String english) {
        return LocalizedText.english(english).with("de", "[de] " + english);
    }

    static Workspace tenant(TestPlatform platform, Tenant.Placement placement) {
        return platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), placement);
    }

    static PersonRecord person(Workspace workspace, int n, String unit) {
        String email = "p" + n + "@" + workspace.tenant().slug() + ".example";
        return new PersonRecord(
                "lms",
                "p" + n,
                "Robin " + n,
                email,
                Optional.of(unit).filter(name -> !name.isEmpty()),
                Optional.empty(),
                true);
    }

    /** So many people of a unit. @return their ids */
    static List<String> people(Workspace workspace, int from, int count, String unit) {
        List<PersonRecord> records = IntStream.range(from, from + count)
                .mapToObj(n -> person(workspace, n, unit))
                .toList();
        new People().upsert(workspace, records);
        return records.stream().map(PersonRecord::personId).toList();
    }

    /** Page one: a required rating and an optional one; page two: a choice of at most two, and words of at most 200 characters. */
    static Snapshot snapshot() {
        var mood = new Item.Rating("mood", text("I like learning"), true, FIVE, false);
        var time = new Item.Rating("time", text("I find the time"), false, FIVE, true);
        var ways = new Item.Selection(
                "ways",
                text("How do you like to learn?"),
                false,
                List.of(
                        new Choice("read", text("Reading")),
                        new Choice("do", text("Doing")),
                        new Choice("ask", text("Asking"))),
                2);
        var words = new Item.FreeText("words", text("Anything else?"), false, 200);
        var scale = new ScoringModel.Scale(
                "joy",
                text("Joy"),
                text("High is joyful"),
                List.of(new ScoringModel.ItemRef("mood", false, 1), new ScoringModel.ItemRef("time", false, 1)),
                1);
        return new Snapshot(
                new Questionnaire(
                        "1.2.0",
                        List.of(
                                new Questionnaire.Page("first", text("First page"), List.of(mood, time)),
                                new Questionnaire.Page("second", text("Second page"), List.of(ways, words)))),
                new ScoringModel(List.of(scale)));
    }

    /** An open wave of the small questionnaire for everybody; units by the rule of real waves. */
    static Wave wave(Workspace workspace, String... units) {
        return wave(workspace, Confidentiality.Mode.CONFIDENTIAL, units);
    }

    /** The same, with answers kept in this way. */
    static Wave wave(Workspace workspace, Confidentiality.Mode mode, String... units) {
        Wave wave = unstored(workspace, mode, units);
        new WaveStore(workspace).insert(wave, WaveKey.fresh(), snapshot());
        return wave;
    }

    /** One that asks this. */
    static Wave wave(Workspace workspace, Confidentiality.Mode mode, Snapshot snapshot, String... units) {
        Wave wave = unstored(workspace, mode, units);
        new WaveStore(workspace).insert(wave, WaveKey.fresh(), snapshot);
        return wave;
    }

    /** A confidential one of which nothing is stored. */
    static Wave unstored(Workspace workspace, String... units) {
        return unstored(workspace, Confidentiality.Mode.CONFIDENTIAL, units);
    }

    static Wave unstored(Workspace workspace, Confidentiality.Mode mode, String... units) {
        var now = workspace.clock().instant();
        return new Wave(
                UUID.randomUUID().toString().replace("-", ""),
                "How we learn",
                Wave.State.OPEN,
                now,
                now.plus(Duration.ofDays(3)),
                Optional.empty(),
                new Instrument("no-such-plugin", "1.0.0", "small", "1.2.0", text("Small"), text("To try it out"), 4),
                Segment.everybody(),
                new Confidentiality(mode, 5),
                List.of(units),
                Participation.none());
    }

    /** Another wave that is like this one but for the id of its instrument. Nothing is stored. */
    static Wave withInstrument(Wave of, String id) {
        Instrument one = of.instrument();
        return new Wave(
                UUID.randomUUID().toString().replace("-", ""),
                of.title(),
                of.state(),
                of.opened(),
                of.closes(),
                of.closed(),
                new Instrument(
                        one.plugin(), one.pluginVersion(), id, one.version(), one.name(), one.purpose(), one.minutes()),
                of.audience(),
                of.privacy(),
                of.units(),
                of.participation(),
                of.fieldwork());
    }

    /** Invites everybody and waits until so many have a ballot. */
    static void invite(TestPlatform platform, Workspace workspace, Wave wave, int people) {
        var planner = platform.signedIn(workspace, org.takeup.tenant.Role.PLANNER);
        String path = base(workspace) + "/surveys/" + wave.id();
        planner.submit(path, path + "/invitations", java.util.Map.of());
        Eventually.holds("everybody is invited", SOON, () -> invited(workspace, wave) == people);
    }

    static long invited(Workspace workspace, Wave wave) {
        return wave.privacy().isAnonymous()
                ? AnonymousAnswers.of(workspace, wave.id()).counts().all().invited()
                : new TurnoutStore(workspace, wave.id()).participation().invited();
    }

    /** The person's ticket, as their mail has it. */
    static String ticket(Workspace workspace, Wave wave, String person) {
        return new WaveStore(workspace)
                .find(wave.id())
                .flatMap(WaveStore.Keyed::key)
                .orElseThrow()
                .ticket(person);
    }

    static Wave stored(Workspace workspace, Wave wave) {
        return new WaveStore(workspace).find(wave.id()).orElseThrow().wave();
    }

    /** Closes by the page and waits until the answers are separated. */
    static void closeAndSeparate(TestPlatform platform, Workspace workspace, Wave wave) {
        var planner = platform.signedIn(workspace, org.takeup.tenant.Role.PLANNER);
        String path = base(workspace) + "/surveys/" + wave.id();
        planner.submit(path, path + "/close", java.util.Map.of());
        Eventually.holds(
                "the wave is separated", SOON, () -> stored(workspace, wave).state() == Wave.State.SEPARATED);
    }

    static String base(Workspace workspace) {
        return "/w/" + workspace.tenant().slug();
    }
}
