package org.takeup.focus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.survey.ScaleView;
import org.takeup.survey.Surveys;
import org.takeup.tenant.Workspace;

/**
 * What the moderator asks, in order. Kept with the group.
 *
 * @param version counts the changes, so that nobody overwrites another one's
 */
public record Guide(List<String> questions, long version) {
    static final int MOST = 40;
    static final int LONGEST = 300;
    /** Of how many scales questions are proposed, the lowest first. */
    private static final int SCALES = 3;

    public Guide {
        questions = List.copyOf(questions);
    }

    /** A question that could be asked. @param why the released score that it is proposed for, in words */
    public record Proposal(String question, String why) {}

    /** @throws Problem 422 saying which question does not fit */
    static List<String> checked(@Nullable List<String> questions) {
        var wrong = new ArrayList<Problem.Field>();
        var clean = new ArrayList<String>();
        for (String each : questions == null ? List.<String>of() : questions) {
            String question = Plain.line(each, "questions", LONGEST, false, wrong);
            if (!question.isEmpty() && !clean.contains(question)) {
                clean.add(question);
            }
        }
        if (clean.size() > MOST) {
            wrong.add(new Problem.Field("questions", "Ask at most " + MOST + " questions."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return clean;
    }

    /**
     * Questions about the lowest scales of the survey that a group follows from, in the group's language. Rests on released
     * scores alone; nothing for a group without a survey, or whose survey has no results.
     */
    static List<Proposal> proposals(Workspace workspace, Surveys surveys, FocusGroup group) {
        Locale language = Locale.forLanguageTag(group.language());
        var words = FocusMails.WORDS.in(group.language());
        return scales(workspace, surveys, group, language).stream()
                .filter(scale -> scale.within().isEmpty() && scale.score().isPresent())
                .sorted(Comparator.comparing(
                        scale -> scale.score().orElseThrow().mean()))
                .limit(SCALES)
                .flatMap(scale -> {
                    String why =
                            scale.name() + ": " + scale.score().orElseThrow().rounded() + " of 100";
                    Map<String, Object> name = Map.of("scale", scale.name());
                    return java.util.stream.Stream.of("guide.when", "guide.change")
                            .map(key -> new Proposal(words.say(key, name), why));
                })
                .toList();
    }

    private static List<ScaleView> scales(Workspace workspace, Surveys surveys, FocusGroup group, Locale language) {
        try {
            return group.wave()
                    .map(wave ->
                            surveys.outcomes().report(workspace, wave, language).scales())
                    .orElse(List.of());
        } catch (Problem e) {
            // It is still open, a pilot, or was deleted.
            return List.of();
        }
    }
}
