package org.takeup.survey;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.people.Segment;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.questionnaire.Use;
import org.takeup.tenant.Workspace;

/** Waves of the small questionnaire that are over, for tests of what is made from results. */
public final class Separated {
    /** The instrument's plugin, which is not installed. */
    public static final String PLUGIN = "no-such-plugin";

    private Separated() {}

    /**
     * A wave that asks whose view counts most, as the learner-voice instrument does.
     *
     * @param asked everybody, or the people of a unit
     * @param chosen what was chosen, by unit; the name is empty for people of none
     * @return its id
     */
    public static String voices(Workspace workspace, Segment asked, Map<String, List<String>> chosen) {
        var now = workspace.clock().instant();
        LocalizedText text = LocalizedText.english("Whose view counts most?");
        var wave = new Wave(
                UUID.randomUUID().toString().replace("-", ""),
                "Whose view",
                Wave.State.OPEN,
                now,
                now.plus(Duration.ofDays(3)),
                Optional.empty(),
                new Instrument("survey-learner-voice", "1.0.0", "learner-voice", "1.0.0", text, text, 4),
                asked,
                new Confidentiality(Confidentiality.Mode.CONFIDENTIAL, 5),
                chosen.keySet().stream().filter(unit -> !unit.isEmpty()).toList(),
                Participation.none());
        var item = new Item.Selection(
                "view-first",
                text,
                false,
                Stream.of("line-manager", "colleague", "senior-leader", "hr-ld", "trainer", "outside", "nobody")
                        .map(id -> new Choice(id, LocalizedText.english(id)))
                        .toList(),
                1);
        var snapshot = new Snapshot(
                new Questionnaire("1.0.0", List.of(new Questionnaire.Page("view", text, List.of(item)))),
                new ScoringModel(List.of()));
        new WaveStore(workspace).insert(wave, WaveKey.fresh(), snapshot);
        chosen.forEach((unit, choices) ->
                choices.forEach(choice -> ballot(workspace, wave, unit, new Document("view-first", List.of(choice)))));
        return over(workspace, wave);
    }

    /** A wave whose respondents have given these ratings, 1 to 5, to its one scale. @return its id */
    public static String wave(Workspace workspace, List<Integer> ratings) {
        Wave wave = Samples.wave(workspace);
        ratings.forEach(rating -> ballot(workspace, wave, "", new Document("mood", rating).append("time", rating)));
        return over(workspace, wave);
    }

    /** The same, whose scale is shown from -100 to 100. @return its id */
    public static String sided(Workspace workspace, List<Integer> ratings) {
        Snapshot usual = Samples.snapshot();
        var sided = new ScoringModel(usual.scoring().scales().stream()
                .map(scale -> scale.on(new ScoringModel.Range(-100, 100)))
                .toList());
        Wave wave =
                Samples.wave(workspace, Confidentiality.Mode.CONFIDENTIAL, new Snapshot(usual.questionnaire(), sided));
        ratings.forEach(rating -> ballot(workspace, wave, "", new Document("mood", rating).append("time", rating)));
        return over(workspace, wave);
    }

    /**
     * Ends a survey that is open, with answers of these people.
     *
     * @param people how many of each unit, as the survey names units; the name is empty for all others
     * @param answers of each of them, by item
     */
    public static void end(Workspace workspace, String wave, Map<String, Integer> people, Map<String, ?> answers) {
        Wave open = new WaveStore(workspace).find(wave).orElseThrow().wave();
        people.forEach((unit, many) -> {
            for (int i = 0; i < many; i++) {
                ballot(workspace, open, unit, new Document(answers));
            }
        });
        over(workspace, open);
    }

    /**
     * A wave of a questionnaire of the workspace's own with one statement a scale. Its results are used for what is read off
     * these scales, as if the questionnaire had said so.
     *
     * @param ratings 1 to 5 by scale, of each who answered, by unit; the name is empty for people of none
     * @return its id
     */
    public static String own(
            Workspace workspace, Segment asked, List<String> scales, Map<String, List<List<Integer>>> ratings) {
        var now = workspace.clock().instant();
        LocalizedText text = LocalizedText.english("Own questions");
        var wave = new Wave(
                UUID.randomUUID().toString().replace("-", ""),
                "Own pulse",
                Wave.State.OPEN,
                now,
                now.plus(Duration.ofDays(3)),
                Optional.empty(),
                new Instrument(
                        Instruments.OWN + "pulse",
                        "1.0.0",
                        "pulse",
                        "1.0.0",
                        text,
                        text,
                        4,
                        Stream.of(Use.values())
                                .filter(use -> scales.containsAll(use.scales()))
                                .collect(Collectors.toSet())),
                asked,
                new Confidentiality(Confidentiality.Mode.CONFIDENTIAL, 5),
                ratings.keySet().stream().filter(unit -> !unit.isEmpty()).toList(),
                Participation.none());
        List<Item> items = scales.stream()
                .<Item>map(scale -> new Item.Rating("item-" + scale, text, true, Samples.FIVE, false))
                .toList();
        var model = new ScoringModel(scales.stream()
                .map(scale -> new ScoringModel.Scale(
                        scale, text, text, List.of(new ScoringModel.ItemRef("item-" + scale, false, 1)), 1))
                .toList());
        new WaveStore(workspace)
                .insert(
                        wave,
                        WaveKey.fresh(),
                        new Snapshot(
                                new Questionnaire("1.0.0", List.of(new Questionnaire.Page("own", text, items))),
                                model));
        ratings.forEach((unit, people) -> people.forEach(person -> {
            var answers = new Document();
            for (int i = 0; i < scales.size(); i++) {
                answers.append("item-" + scales.get(i), person.get(i));
            }
            ballot(workspace, wave, unit, answers);
        }));
        return over(workspace, wave);
    }

    static void ballot(Workspace workspace, Wave wave, String unit, Document answers) {
        String id = UUID.randomUUID().toString().replace("-", "");
        workspace
                .collection(BallotStore.BALLOTS)
                .put(
                        id,
                        new Document("wave", wave.id())
                                .append("unit", unit)
                                .append("order", id.substring(0, 16))
                                .append("separated", true)
                                .append("touched", true)
                                .append("finished", true)
                                .append("answers", answers)
                                .append("hour", Date.from(wave.opened()))
                                .append("language", "en"));
    }

    static String over(Workspace workspace, Wave wave) {
        var store = new WaveStore(workspace);
        store.close(wave.id(), wave.opened());
        store.beginSeparating(wave.id(), Participation.none());
        store.separated(wave.id());
        return wave.id();
    }
}
