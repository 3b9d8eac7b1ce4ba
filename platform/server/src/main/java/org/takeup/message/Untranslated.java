package org.takeup.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.http.Languages;
import org.takeup.message.Recipients.Recipient;
import org.takeup.plan.PlanStep;
import org.takeup.plan.Stakeholder;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Workspace;

/**
 * Who would get a step in another language than the one that they read. What is said in person is read by whoever is to say
 * it; everything else by its audience. A chat is one room for the whole audience, and has the words in every language in
 * which they are there. Thread-safe; calls block.
 */
final class Untranslated {
    private static final int BATCH = 500;

    private final Recipients recipients;
    private final BiFunction<Workspace, PlanStep, Set<String>> messengers;

    /** @param messengers ids of the people who would be asked to say a step now */
    Untranslated(Recipients recipients, BiFunction<Workspace, PlanStep, Set<String>> messengers) {
        this.recipients = recipients;
        this.messengers = messengers;
    }

    /** A step's words, with the languages in which they may be missing. */
    private record Open(Words words, Set<String> languages) {
        private PlanStep step() {
            return words.step();
        }

        private boolean said() {
            return step().channel() == PlanDraft.Channel.HAND_OVER;
        }
    }

    /** Whoever says a step to the same audience in the same part is the same, in all steps of a plan. */
    private record Speakers(Messenger messenger, String audience) {
        static Speakers of(PlanStep step) {
            return new Speakers(step.messenger(), step.audienceId());
        }
    }

    /**
     * How many people lack each step's words in their language. One pass over those who read such a language, however many
     * steps there are.
     *
     * @return by the step's id, by the language's tag; what lacks nobody is left out
     */
    Map<String, Map<String, Integer>> of(Workspace workspace, List<Words> steps) {
        List<Open> open = steps.stream()
                .map(words -> new Open(words, unwritten(workspace, words.variants())))
                .filter(each -> !each.languages().isEmpty())
                .toList();
        var lacking = new HashMap<String, Map<String, Integer>>();
        if (open.isEmpty()) {
            return lacking;
        }
        Set<String> languages =
                open.stream().flatMap(each -> each.languages().stream()).collect(Collectors.toSet());
        List<Stakeholder> map = recipients.map(workspace);
        // Asked for once somebody reads such a language: in most workspaces nobody does.
        var asked = new HashMap<Speakers, Set<String>>();
        Consumer<List<String>> count = ids -> {
            for (Recipient reader : recipients.all(workspace, map, ids)) {
                open.stream()
                        .filter(each -> each.languages().contains(reader.language()))
                        .filter(each -> lacks(workspace, each, reader, asked))
                        .forEach(each -> lacking.computeIfAbsent(each.step().id(), ignored -> new TreeMap<>())
                                .merge(reader.language(), 1, Integer::sum));
            }
        };
        inBatches(recipients.choosers(workspace, languages), count);
        // Whoever has chosen a language reads that one, whatever the directory says.
        inBatches(
                recipients.given(workspace, languages), ids -> count.accept(recipients.withoutChoice(workspace, ids)));
        return lacking;
    }

    private static void inBatches(Stream<String> ids, Consumer<List<String>> work) {
        var batch = new ArrayList<String>();
        try (ids) {
            for (String id : (Iterable<String>) ids::iterator) {
                batch.add(id);
                if (batch.size() == BATCH) {
                    work.accept(List.copyOf(batch));
                    batch.clear();
                }
            }
        }
        work.accept(List.copyOf(batch));
    }

    private boolean lacks(Workspace workspace, Open open, Recipient reader, Map<Speakers, Set<String>> asked) {
        List<String> audiences = audiences(workspace, open, reader, asked);
        return !audiences.isEmpty()
                && !written(workspace, Variant.pick(open.words().variants(), audiences, reader.language()))
                        .equals(reader.language());
    }

    /** Whose words a reader gets, the narrowest first; none if the step is not for them. */
    private List<String> audiences(Workspace workspace, Open open, Recipient reader, Map<Speakers, Set<String>> asked) {
        PlanStep step = open.step();
        if (open.said()) {
            Set<String> speakers =
                    asked.computeIfAbsent(Speakers.of(step), ignored -> messengers.apply(workspace, step));
            return reader.person()
                            .filter(person -> speakers.contains(person.id()))
                            .isEmpty()
                    ? List.of()
                    : Stream.concat(reader.audiences().stream(), Stream.of(step.audienceId()))
                            .toList();
        }
        if (!reader.audiences().contains(step.audienceId())) {
            return List.of();
        }
        return step.channel() == PlanDraft.Channel.CHAT ? List.of(step.audienceId()) : reader.audiences();
    }

    /** The languages in which somebody could get other words than their own: not every audience's are written in them. */
    static Set<String> unwritten(Workspace workspace, List<Variant> variants) {
        Set<String> audiences = variants.stream().map(Variant::audience).collect(Collectors.toSet());
        return Languages.TAGS.stream()
                .filter(tag -> !tag.equals(Recipients.language(workspace)))
                .filter(tag -> !audiences.stream()
                        .allMatch(audience -> variants.stream()
                                .anyMatch(each -> each.audience().equals(audience)
                                        && each.language().equals(tag))))
                .collect(Collectors.toSet());
    }

    /** In which language a variant is written. */
    static String written(Workspace workspace, Variant variant) {
        return variant.language().isEmpty() ? Recipients.language(workspace) : variant.language();
    }
}
