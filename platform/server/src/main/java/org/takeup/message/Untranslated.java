package org.takeup.message;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.http.Languages;
import org.takeup.message.Recipients.Recipient;
import org.takeup.plan.Stakeholder;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Workspace;

/**
 * Who would get a step in another language than the one that they read. Only of what reaches each person by themselves: a
 * chat, a calendar and a messenger have one language for everybody. Thread-safe; calls block.
 */
final class Untranslated {
    private static final Set<PlanDraft.Channel> TO_EACH = EnumSet.of(PlanDraft.Channel.EMAIL, PlanDraft.Channel.IN_APP);
    private static final int BATCH = 500;

    private final Recipients recipients;

    Untranslated(Recipients recipients) {
        this.recipients = recipients;
    }

    /** A step's words, with the languages in which they may be missing. */
    private record Open(Words words, Set<String> languages) {}

    /**
     * How many people lack each step's words in their language. One pass over those who read such a language, however many
     * steps there are.
     *
     * @return by the step's id, by the language's tag; what lacks nobody is left out
     */
    Map<String, Map<String, Integer>> of(Workspace workspace, List<Words> steps) {
        List<Open> open = steps.stream()
                .filter(words -> TO_EACH.contains(words.step().channel()))
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
        inBatches(recipients.choosers(workspace, languages), ids -> count(workspace, map, ids, open, lacking));
        // Whoever has chosen a language reads that one, whatever the directory says.
        inBatches(
                recipients.given(workspace, languages),
                ids -> count(workspace, map, recipients.withoutChoice(workspace, ids), open, lacking));
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

    private void count(
            Workspace workspace,
            List<Stakeholder> map,
            List<String> readers,
            List<Open> open,
            Map<String, Map<String, Integer>> lacking) {
        for (Recipient reader : recipients.all(workspace, map, readers)) {
            for (Open each : open) {
                if (lacks(workspace, each, reader)) {
                    lacking.computeIfAbsent(each.words().step().id(), ignored -> new TreeMap<>())
                            .merge(reader.language(), 1, Integer::sum);
                }
            }
        }
    }

    private static boolean lacks(Workspace workspace, Open open, Recipient reader) {
        if (!open.languages().contains(reader.language())
                || !reader.audiences().contains(open.words().step().audienceId())) {
            return false;
        }
        Variant theirs = Variant.pick(open.words().variants(), reader.audiences(), reader.language());
        return !written(workspace, theirs).equals(reader.language());
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

    private static String written(Workspace workspace, Variant variant) {
        return variant.language().isEmpty() ? Recipients.language(workspace) : variant.language();
    }
}
