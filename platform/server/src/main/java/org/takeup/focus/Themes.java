package org.takeup.focus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.takeup.http.Problem;
import org.takeup.survey.ResultsView;
import org.takeup.survey.ScaleView;
import org.takeup.survey.ScoreView;
import org.takeup.survey.Surveys;
import org.takeup.survey.WaveResults;
import org.takeup.tenant.Workspace;

/**
 * What came up in all focus groups, by code, beside what the surveys say. Counts speakers, never people: who a speaker
 * was plays no part.
 *
 * @param themes by the label of their code
 * @param quotes word for word, of those who agreed to it, without who said them
 */
public record Themes(List<Theme> themes, List<Quote> quotes) {
    /** A smaller number of speakers is not shown. */
    static final int FEWEST = 3;

    public Themes {
        themes = List.copyOf(themes);
        quotes = List.copyOf(quotes);
    }

    /**
     * One code.
     *
     * @param groups in how many groups it came up
     * @param speakers how many speakers; empty if they are fewer than {@value Themes#FEWEST}
     * @param units speakers of groups that were drawn from one unit. Empty unless each part has enough of them: else the
     *     part that is left out could be told from the sum
     * @param scores what surveys that the groups follow from say of the same scale
     */
    public record Theme(
            String code,
            String label,
            Code.Joins joins,
            String joined,
            String joinedLabel,
            int groups,
            Optional<Integer> speakers,
            Map<String, Integer> units,
            List<Score> scores) {
        String speakersInWords() {
            return speakers.map(String::valueOf).orElse("fewer than " + FEWEST);
        }
    }

    /**
     * A released score.
     *
     * @param score 0 to 100; empty if too few people answered
     * @param interval its 95 % interval in words
     */
    public record Score(String wave, String title, Optional<Long> score, String interval) {
        String inWords() {
            return score.map(value -> value + " (" + interval + ")").orElse("too few answers");
        }
    }

    /** @param codes labels */
    public record Quote(String text, String topic, List<String> codes) {}

    private static final class Sum {
        private final Set<String> groups = new HashSet<>();
        private final Set<String> speakers = new HashSet<>();
        /** The empty unit is of groups that were not drawn from one. */
        private final Map<String, Set<String>> units = new TreeMap<>();

        void add(FocusGroup group, Note note) {
            groups.add(group.id());
            if (note.speaker() > 0) {
                String speaker = group.id() + "/" + note.speaker();
                speakers.add(speaker);
                units.computeIfAbsent(group.unit().orElse(""), ignored -> new HashSet<>())
                        .add(speaker);
            }
        }

        Optional<Integer> shown() {
            return Optional.of(speakers.size()).filter(count -> count >= FEWEST);
        }

        Map<String, Integer> shownUnits() {
            boolean enough = units.values().stream().allMatch(part -> part.size() >= FEWEST);
            var shown = new LinkedHashMap<String, Integer>();
            if (enough) {
                units.forEach((unit, part) -> {
                    if (!unit.isEmpty()) {
                        shown.put(unit, part.size());
                    }
                });
            }
            return shown;
        }
    }

    static Themes of(Workspace workspace, Surveys surveys, List<FocusGroup> groups, Locale language) {
        List<Code> codes = new CodeStore(workspace).byLabel();
        var labels = new HashMap<String, String>();
        codes.forEach(code -> labels.put(code.id(), code.label()));
        var sums = new HashMap<String, Sum>();
        var quotes = new ArrayList<Quote>();
        for (FocusGroup group : groups) {
            for (Note note : Notes.shown(workspace, group)) {
                List<String> known =
                        note.codes().stream().filter(labels::containsKey).toList();
                known.forEach(
                        code -> sums.computeIfAbsent(code, ignored -> new Sum()).add(group, note));
                if (note.quote()) {
                    quotes.add(new Quote(
                            note.text(),
                            group.topic(),
                            known.stream().map(labels::get).toList()));
                }
            }
        }
        var waves = groups.stream()
                .flatMap(group -> group.wave().stream())
                .distinct()
                .toList();
        var results = new Beside(workspace, surveys, waves, language);
        var nothing = new Sum();
        return new Themes(
                codes.stream()
                        .map(code -> theme(code, sums.getOrDefault(code.id(), nothing), results))
                        .toList(),
                quotes);
    }

    private static Theme theme(Code code, Sum sum, Beside results) {
        return new Theme(
                code.id(),
                code.label(),
                code.joins(),
                code.joined(),
                code.joinedLabel(),
                sum.groups.size(),
                sum.shown(),
                sum.shownUnits(),
                results.of(code));
    }

    /** The released results of some waves. */
    private static final class Beside {
        private final Map<String, ResultsView> views = new LinkedHashMap<>();
        private final Map<String, WaveResults> results = new HashMap<>();

        Beside(Workspace workspace, Surveys surveys, Collection<String> waves, Locale language) {
            for (String wave : waves) {
                try {
                    views.put(wave, surveys.outcomes().report(workspace, wave, language));
                    results.put(wave, surveys.outcomes().of(workspace, wave));
                } catch (Problem notYet) {
                    // Open, a pilot, or deleted: it has no score to stand beside, and the others have theirs.
                    views.remove(wave);
                }
            }
        }

        List<Score> of(Code code) {
            return switch (code.joins()) {
                case NOTHING, FREE_TEXT -> List.of();
                case SCALE, BARRIER, SIGNAL ->
                    views.values().stream()
                            .flatMap(view -> view.scales().stream()
                                    .filter(scale -> scale.id().equals(scale(view.wave(), code)))
                                    .map(scale -> score(view, scale)))
                            .toList();
            };
        }

        /** The scale that a signal rests on; else what the code names. */
        private String scale(String wave, Code code) {
            WaveResults released = results.get(wave);
            if (code.joins() != Code.Joins.SIGNAL || released == null) {
                return code.joined();
            }
            return released.signals().stream()
                    .filter(signal -> signal.id().equals(code.joined()))
                    .map(signal -> signal.scaleId())
                    .findFirst()
                    .orElse("");
        }

        private static Score score(ResultsView view, ScaleView scale) {
            return new Score(
                    view.wave(),
                    view.title(),
                    scale.score().map(ScoreView::rounded),
                    scale.score().map(ScoreView::interval).orElse(""));
        }
    }
}
