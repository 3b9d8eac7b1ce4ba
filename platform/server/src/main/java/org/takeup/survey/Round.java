package org.takeup.survey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.tenant.Workspace;

/**
 * A round of asking, whether it has begun or not: what is asked, and when. Knows beside which waves it has to stand.
 *
 * @param own the wave's id once it is open, else empty
 * @param instrument the instrument's id
 * @param questions what is asked: a copy of an instrument has another id and the same questions
 * @param from when it opens, or has opened
 * @param to when it stops, or stopped, taking answers
 */
record Round(String own, String instrument, List<Question> questions, Instant from, Instant to) {
    /** From the end of a wave to the next: by then people answer anew enough for a difference not to be the newcomers'. */
    static final Duration SOON = Duration.ofDays(28);

    /** A question, without the answers that can be given. */
    record Question(String id, LocalizedText text) {
        static List<Question> of(Questionnaire asked) {
            return asked.items()
                    .map(item -> new Question(item.id(), item.text()))
                    .toList();
        }

        /** Whether both are the same, in the same words of one language; ids alone may be alike by chance. */
        private boolean isAskedAs(Question other) {
            Map<String, String> words = text.byLanguage();
            return id.equals(other.id)
                    && other.text.byLanguage().entrySet().stream()
                            .anyMatch(said -> said.getValue().equals(words.get(said.getKey())));
        }
    }

    static Round of(Workspace workspace, Wave wave) {
        List<Question> questions = new WaveStore(workspace)
                .snapshot(wave.id())
                .map(snapshot -> Question.of(snapshot.questionnaire()))
                .orElse(List.of());
        return new Round(wave.id(), wave.instrument().id(), questions, wave.opened(), wave.ends());
    }

    /** The same, should people still be invited at this moment: whoever has begun may finish after the end. */
    Round until(Instant now) {
        return new Round(own, instrument, questions, from, now.isAfter(to) ? now : to);
    }

    /**
     * Waves beside which this round has to stand: that ask any of the same, about the same time, and whose answers count. Goes by
     * the times in which people may answer: one may have opened long before and have invited its people yesterday. A few queries,
     * however many waves there are; blocks on the store.
     */
    List<Wave> beside(Workspace workspace) {
        var store = new WaveStore(workspace);
        List<String> ids = questions.stream().map(Question::id).distinct().toList();
        List<WaveStore.Asking> near = store
                .alike(instrument, ids, from.minus(SOON).minus(Openings.LONGEST))
                .stream()
                .filter(each -> countsBeside(each.wave()))
                .toList();
        Map<String, List<Question>> asked = store.questions(
                near.stream().filter(each -> !isWithMine(each.wave())).toList());
        return near.stream()
                .map(WaveStore.Asking::wave)
                .filter(wave -> isWithMine(wave) || asksAnyOf(asked.getOrDefault(wave.id(), List.of())))
                .toList();
    }

    private boolean countsBeside(Wave wave) {
        return wave.opened().isBefore(to.plus(SOON))
                && wave.ends().plus(SOON).isAfter(from)
                && !wave.id().equals(own)
                && !wave.planned()
                && !wave.fieldwork().pilot();
    }

    private boolean isWithMine(Wave wave) {
        return wave.instrument().id().equals(instrument);
    }

    private boolean asksAnyOf(List<Question> others) {
        return others.stream().anyMatch(other -> questions.stream().anyMatch(other::isAskedAs));
    }
}
