package org.takeup.plan.voice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.takeup.people.Segment;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.survey.Item;
import org.takeup.questionnaire.Use;
import org.takeup.survey.Audience;
import org.takeup.survey.Surveys;
import org.takeup.survey.Wave;
import org.takeup.survey.scoring.ItemResult;
import org.takeup.tenant.Workspace;

/**
 * Whose opinion counts in a workspace and its units. Of surveys only released figures are read: of each part of the
 * organisation the newest that there are, so that nobody is counted twice. Thread-safe; calls block on the store.
 *
 * <p>How answers become counts: the question allows one choice, and each person who answered counts once, for whom they named
 * first. Whose view comes second is not counted: the source asks for one.
 */
public final class Voices {
    private static final String QUESTION = "view-first";
    private static final String LEARNER_VOICE = "survey-learner-voice";
    private static final int MOST_LOOKED_AT = 100;
    private static final int MOST_WAVES = 20;

    private final Surveys surveys;
    private final UnitScores scores;
    private final AtomicReference<Worth> worth = new AtomicReference<>(Worth.UNKNOWN);

    public Voices(Surveys surveys) {
        this.surveys = surveys;
        this.scores = new UnitScores(surveys);
    }

    /** What newest surveys say of parts of the organisation. */
    public UnitScores scores() {
        return scores;
    }

    /** From now on, this is asked what messengers are worth by what steps came to. Called while wiring. */
    public void heed(Worth asked) {
        worth.set(asked);
    }

    /**
     * The whole organisation, then each unit that has answers of its own, by name.
     *
     * @param everybody the whole organisation
     * @param factors by which measured steps multiply what builders get
     * @param supports how far line managers stand behind learning, by part of the organisation; of few people there is none
     */
    public record Book(
            Weighed everybody,
            List<Weighed> units,
            Map<Messenger, Worth.Factor> factors,
            Map<Segment, Support> supports) {
        public Book {
            units = List.copyOf(units);
            factors = Map.copyOf(factors);
            supports = Map.copyOf(supports);
        }

        /** How far line managers of a segment stand behind learning, if that is known. */
        public Optional<Support> supportIn(Segment segment) {
            return Optional.ofNullable(supports.get(segment));
        }

        /** By messenger, for the whole organisation. */
        public Map<Messenger, MessengerWeight> weights() {
            return Worth.heeded(everybody.forBuilders(), factors);
        }

        /**
         * By messenger, for a segment: its own weights if it has enough answers for that, else the organisation's; that of line
         * managers by how far they stand behind learning.
         */
        public Map<Messenger, MessengerWeight> weightsOf(Segment segment) {
            Weighed weighed = units.stream()
                    .filter(unit -> unit.segment().equals(segment) && unit.own())
                    .findFirst()
                    .orElse(everybody);
            Map<Messenger, MessengerWeight> weights = Worth.heeded(weighed.forBuilders(), factors);
            return supportIn(segment).map(support -> support.heeded(weights)).orElse(weights);
        }

        /** Whether any of the organisation's own people were asked. */
        public boolean anybodyAsked() {
            return everybody.answers() > 0 || !units.isEmpty();
        }
    }

    /** What is known now. */
    public Book of(Workspace workspace) {
        Map<Segment, Heard> heard = new HashMap<>();
        surveys.outcomes().asking(workspace, QUESTION, MOST_LOOKED_AT).stream()
                .filter(Voices::isMeant)
                .limit(MOST_WAVES)
                .forEach(wave -> surveys.outcomes()
                        .of(workspace, wave.id())
                        .figures()
                        .result(QUESTION)
                        .filter(Voices::isTheQuestion)
                        .ifPresent(result -> take(
                                wave,
                                LocalDate.ofInstant(
                                        wave.ends(), workspace.settings().zone()),
                                result,
                                heard)));
        List<Weighed> units = new ArrayList<>();
        heard.keySet().stream()
                .filter(Segment.Unit.class::isInstance)
                .sorted(java.util.Comparator.comparing(Segment::label))
                .forEach(unit -> units.add(Weighed.of(unit, Optional.ofNullable(heard.get(unit)))));
        return new Book(
                Weighed.of(Segment.everybody(), Optional.ofNullable(heard.get(Segment.everybody()))),
                units,
                Objects.requireNonNull(worth.get()).of(workspace),
                supports(workspace));
    }

    private Map<Segment, Support> supports(Workspace workspace) {
        var supports = new HashMap<Segment, Support>();
        scores.of(workspace, Use.MANAGER_SUPPORT)
                .of(Support.SCALE)
                .forEach((segment, score) -> supports.put(segment, new Support(score)));
        return supports;
    }

    /** Own questionnaires may ask the same question. */
    private static boolean isMeant(Wave wave) {
        String plugin = wave.instrument().plugin();
        return plugin.equals(LEARNER_VOICE) || Surveys.isOwn(plugin);
    }

    /** Whether it is asked as the instrument asks it: one choice, and all that the source has figures for can be chosen. */
    private static boolean isTheQuestion(ItemResult result) {
        if (!(result.item() instanceof Item.Selection selection) || selection.most() != 1) {
            return false;
        }
        Set<String> choices = selection.choices().stream().map(Choice::id).collect(Collectors.toSet());
        return java.util.Arrays.stream(Voice.values())
                .filter(Voice::stated)
                .allMatch(voice -> choices.contains(voice.answer()));
    }

    /** Keeps what is newer already. People who were named one by one speak for no part of the organisation. */
    private static void take(Wave wave, LocalDate on, ItemResult result, Map<Segment, Heard> heard) {
        if (wave.audience() instanceof Audience.Named) {
            return;
        }
        result.distribution()
                .ifPresent(all -> heard.putIfAbsent(
                        wave.segment(),
                        new Heard(
                                wave.title(),
                                on,
                                all.options().stream()
                                        .collect(Collectors.toMap(ItemResult.Option::id, ItemResult.Option::count)))));
        if (wave.segment() instanceof Segment.Everybody) {
            result.units()
                    .forEach(unit ->
                            heard.putIfAbsent(Segment.unit(unit.unit()), new Heard(wave.title(), on, unit.counts())));
        }
    }
}
