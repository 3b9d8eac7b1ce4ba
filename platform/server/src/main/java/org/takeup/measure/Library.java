package org.takeup.measure;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Languages;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.Texts;

/**
 * The library of measures that every workspace has: {@code measures.yaml} and its texts beside this class. No plugin is
 * needed to read it. Immutable.
 */
public final class Library {
    /** The format that the file is written in. */
    static final String FORMAT = "takeup-measures/1";

    private static final Texts TEXTS = Texts.beside(Library.class, "texts", Languages.TAGS.toArray(String[]::new));
    private static final Library STANDARD = read("measures.yaml");

    private final Map<String, Need> needs;
    private final Map<String, Measure> measures;

    private Library(Map<String, Need> needs, Map<String, Measure> measures) {
        this.needs = needs;
        this.measures = measures;
    }

    private record Lines(
            String format, List<NeedLine> needs, Map<String, String> sources, List<MeasureLine> measures) {}

    private record NeedLine(
            String id,
            String kind,
            String plugin,
            @Nullable String often,
            @Nullable String asked,
            String family) {}

    private record MeasureLine(String id, Answers answers, Work work, Shown shown) {}

    private record Answers(List<String> direct, @Nullable List<String> partly) {}

    private record Work(Measure.Effort effort, List<Integer> days, List<Integer> weeks, List<Measure.Actor> who) {}

    private record Shown(
            List<Measure.Format> formats, List<Measure.Data> data, String evidence, List<String> sources) {}

    /** The library of this version of the platform. */
    public static Library standard() {
        return STANDARD;
    }

    private static Library read(String file) {
        try (InputStream in = Library.class.getResourceAsStream(file)) {
            Lines lines = new YAMLMapper().readValue(Objects.requireNonNull(in, file), Lines.class);
            if (!lines.format().equals(FORMAT)) {
                throw new IllegalStateException(file + " is written in " + lines.format() + ", not in " + FORMAT);
            }
            var needs = new LinkedHashMap<String, Need>();
            lines.needs().forEach(line -> needs.put(line.id(), need(line)));
            var measures = new LinkedHashMap<String, Measure>();
            for (MeasureLine line : lines.measures()) {
                if (measures.put(line.id(), measure(line, needs, lines.sources())) != null) {
                    throw new IllegalStateException(file + " has two measures " + line.id());
                }
            }
            return new Library(needs, measures);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static Need need(NeedLine line) {
        return new Need(
                line.id(),
                Need.Kind.valueOf(line.kind().toUpperCase(Locale.ROOT)),
                line.plugin(),
                Optional.ofNullable(line.often()),
                Optional.ofNullable(line.asked()),
                line.family(),
                TEXTS.text("need." + line.id().replace(':', '.')));
    }

    private static Measure measure(MeasureLine line, Map<String, Need> needs, Map<String, String> sources) {
        var answers = new LinkedHashMap<String, Measure.Fit>();
        line.answers().direct().forEach(need -> answers.put(known(need, needs, line), Measure.Fit.DIRECT));
        List<String> partly = Optional.ofNullable(line.answers().partly()).orElse(List.of());
        partly.forEach(need -> answers.put(known(need, needs, line), Measure.Fit.PARTLY));
        Work work = line.work();
        Shown shown = line.shown();
        return new Measure(
                line.id(),
                TEXTS.text(line.id() + ".name"),
                TEXTS.text(line.id() + ".do"),
                answers,
                work.effort(),
                range(work.days()),
                range(work.weeks()),
                work.who(),
                shown.formats(),
                new Measure.Evidence(
                        Measure.Strength.valueOf(shown.evidence().toUpperCase(Locale.ROOT)),
                        shown.sources().stream()
                                .map(id -> Objects.requireNonNull(
                                        sources.get(id), () -> line.id() + " has the unknown source " + id))
                                .toList()),
                TEXTS.text(line.id() + ".sign"),
                shown.data(),
                Optional.empty());
    }

    private static String known(String need, Map<String, Need> needs, MeasureLine line) {
        if (!needs.containsKey(need)) {
            throw new IllegalStateException(line.id() + " answers the unknown need " + need);
        }
        return need;
    }

    private static Measure.Range range(List<Integer> ends) {
        return new Measure.Range(ends.getFirst(), ends.getLast());
    }

    /** Everything that can be needed, in the order of the file. */
    public List<Need> needs() {
        return List.copyOf(needs.values());
    }

    /** The measures, in the order of the file. */
    public List<Measure> measures() {
        return List.copyOf(measures.values());
    }

    Optional<Measure> find(String id) {
        return Optional.ofNullable(measures.get(id));
    }

    /** What a need with this id is. */
    Optional<Need> need(String id) {
        return Optional.ofNullable(needs.get(id));
    }

    /** The need that an instrument's signal points at. @param plugin of the instrument */
    Optional<Need> pointedAt(String plugin, String signal) {
        String kind = signal.split(":", 2)[0];
        return need(signal).or(() -> need(kind)).filter(need -> need.plugin().equals(plugin));
    }

    /** What a signal is about, in sentences: of one that stands for several, the barrier at its end. */
    LocalizedText about(Need need, String signal) {
        String end = signal.substring(signal.indexOf(':') + 1);
        return need.id().equals(signal)
                ? need.name()
                : need("barrier:" + end).map(Need::name).orElse(need.name());
    }

    /** The line of the catalogue that four barriers stand below; the source has it as a line of its own. */
    private static final String HEADING = "trainer-skill-and-attitude";

    private static final String BARRIER = "barrier:";

    /**
     * A line of the catalogue of barriers.
     *
     * @param id without what its signal begins with, such as {@code time}
     * @param rateable whether surveys ask for it; a heading is only its parts
     * @param parent the heading that it stands below, if any
     */
    public record Barrier(String id, LocalizedText name, boolean rateable, Optional<String> parent) {}

    /** The catalogue of barriers in its order: 15 lines, one of them the heading of the four behind it. */
    public List<Barrier> barriers() {
        var lines = new ArrayList<Barrier>();
        for (Need need : needs.values()) {
            if (need.kind() != Need.Kind.BARRIER) {
                continue;
            }
            boolean below = need.family().equals(HEADING);
            if (below && lines.stream().noneMatch(line -> line.id().equals(HEADING))) {
                lines.add(new Barrier(HEADING, TEXTS.text("family." + HEADING), false, Optional.empty()));
            }
            lines.add(new Barrier(
                    need.id().substring(BARRIER.length()),
                    need.name(),
                    true,
                    below ? Optional.of(HEADING) : Optional.empty()));
        }
        return List.copyOf(lines);
    }

    /** A family with its needs, for choosing. */
    public record Family(String id, LocalizedText name, List<Need> needs) {
        public Family {
            needs = List.copyOf(needs);
        }
    }

    /** The families in the order of the file. */
    public List<Family> families() {
        var byFamily = new LinkedHashMap<String, List<Need>>();
        needs.values()
                .forEach(need -> byFamily.computeIfAbsent(need.family(), any -> new ArrayList<>())
                        .add(need));
        return byFamily.entrySet().stream()
                .map(family -> new Family(family.getKey(), TEXTS.text("family." + family.getKey()), family.getValue()))
                .toList();
    }

    /** The texts' keys, for the test that none is left over. */
    static List<String> keys() {
        return List.copyOf(TEXTS.keys());
    }

    /** The ids of the needs that an id stands for: the need itself, or all of a family; none if there is no such thing. */
    List<String> meant(String id) {
        return needs.containsKey(id)
                ? List.of(id)
                : needs.values().stream()
                        .filter(need -> need.family().equals(id))
                        .map(Need::id)
                        .toList();
    }
}
