package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * Which codes the answers of one named survey have. Only of named ones: their people were told that planners read what they
 * write; nobody reads single answers of any other. Says nothing of who coded, nor when.
 */
final class Coding {
    static final CollectionSpec SPEC = CollectionSpec.named("survey_codings").index("wave", "item");

    private static final String CODES = "codes";
    private static final String BEFORE = "before";

    private final TenantCollection ballots;
    private final TenantCollection codings;
    private final String wave;

    Coding(Workspace workspace, String wave) {
        this.ballots = workspace.collection(BallotStore.BALLOTS);
        this.codings = workspace.collection(SPEC);
        this.wave = wave;
    }

    /** What somebody wrote. @param order for going on behind it, and its name on pages @param before whether a change can be taken back */
    record Written(String order, String text, Set<String> codes, boolean before) {
        Written {
            codes = Set.copyOf(codes);
        }
    }

    /** Answers to an item in random order. @param item of free text @param after the order of the last one, or empty */
    List<Written> written(String item, String after, int most) {
        return withCodes(item, texts(item, gt("order", after), most));
    }

    private Map<String, String> texts(String item, Bson which, int most) {
        var texts = new HashMap<String, String>();
        ballots.find(and(eq("wave", wave), eq("separated", true), which, exists("person"), exists("answers." + item)))
                .sort(Sorts.ascending("order"))
                .limit(most)
                .forEach(stored -> {
                    Object text = stored.get("answers", Document.class).get(item);
                    if (text instanceof String words) {
                        texts.put(stored.getString("order"), words);
                    }
                });
        return texts;
    }

    private List<Written> withCodes(String item, Map<String, String> texts) {
        var codes = new HashMap<String, Document>();
        if (!texts.isEmpty()) {
            codings.findAll(texts.keySet().stream()
                            .map(order -> id(item, order))
                            .toList())
                    .forEach(stored -> codes.put(TenantCollection.id(stored), stored));
        }
        var written = new ArrayList<Written>();
        new TreeMap<>(texts).forEach((order, text) -> {
            Optional<Document> stored = Optional.ofNullable(codes.get(id(item, order)));
            written.add(new Written(
                    order,
                    text,
                    stored.map(each -> Set.copyOf(each.getList(CODES, String.class)))
                            .orElse(Set.of()),
                    stored.filter(each -> each.containsKey(BEFORE)).isPresent()));
        });
        return written;
    }

    private String id(String item, String order) {
        return wave + ":" + item + ":" + order;
    }

    /** Gives an answer these codes in place of those it has. @return whether there is such an answer */
    boolean code(String item, String order, Set<String> codes) {
        Map<String, String> texts = texts(item, eq("order", order), 1);
        withCodes(item, texts)
                .forEach(now -> codings.upsert(
                        id(item, order),
                        combine(
                                set("wave", wave),
                                set("item", item),
                                set(CODES, List.copyOf(new TreeSet<>(codes))),
                                set(BEFORE, List.copyOf(new TreeSet<>(now.codes()))))));
        return !texts.isEmpty();
    }

    /** Takes the last change of an answer's codes back; nothing happens if there is none. */
    void undo(String item, String order) {
        codings.find(id(item, order))
                .filter(stored -> stored.containsKey(BEFORE))
                .ifPresent(stored -> codings.updateIf(
                        id(item, order),
                        exists(BEFORE),
                        combine(set(CODES, stored.getList(BEFORE, String.class)), unset(BEFORE))));
    }

    /** Takes a code that is removed from all answers. */
    void forget(String code) {
        codings.updateAll(eq("wave", wave), combine(pull(CODES, code), pull(BEFORE, code)));
    }

    /** How many people's answers to an item have each code. */
    Map<String, Long> counts(String item) {
        var counts = new HashMap<String, Long>();
        codings.find(and(eq("wave", wave), eq("item", item)))
                .forEach(stored -> new HashSet<>(stored.getList(CODES, String.class))
                        .forEach(code -> counts.merge(code, 1L, Long::sum)));
        return counts;
    }
}
