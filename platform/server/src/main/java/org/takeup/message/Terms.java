package org.takeup.message;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.http.Problem;
import org.takeup.message.check.Term;
import org.takeup.message.check.Vocabulary;
import org.takeup.plan.PlanStep;
import org.takeup.plan.Stakeholder;
import org.takeup.plan.Stakeholders;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** A workspace's own terms, and how hard its words may be. Thread-safe; calls block on the store. */
public final class Terms {
    static final CollectionSpec TERMS = CollectionSpec.named("message_terms").index("language", "term");
    static final CollectionSpec LIMITS = CollectionSpec.named("message_limits");

    /** LIX: as newspapers. */
    static final int USUAL_LIMIT = 55;

    static final int EASIEST = 30;
    static final int HARDEST = 80;
    private static final int MOST = 500;
    private static final String LIMIT = "limit";

    private final Stakeholders stakeholders;

    public Terms(Stakeholders stakeholders) {
        this.stakeholders = stakeholders;
    }

    /** All, by language and term. */
    List<OwnTerm> all(Workspace workspace) {
        List<OwnTerm> terms = workspace.collection(TERMS).all().map(Terms::read).into(new ArrayList<>());
        terms.sort(Comparator.comparing(OwnTerm::language).thenComparing(OwnTerm::term));
        return terms;
    }

    /** The terms of a language as they count for whoever gets a variant. */
    Vocabulary of(Workspace workspace, PlanStep step, Variant variant) {
        return of(
                workspace,
                variant.language().isEmpty() ? Recipients.language(workspace) : variant.language(),
                variant.audience().isEmpty() ? step.audienceId() : variant.audience());
    }

    /** The terms of a language as they count for an audience. @param audience id of a stakeholder, or empty */
    Vocabulary of(Workspace workspace, String language, String audience) {
        List<OwnTerm> own = workspace
                .collection(TERMS)
                .find(eq("language", language))
                .sort(Sorts.ascending("term"))
                .map(Terms::read)
                .into(new ArrayList<>());
        own.removeIf(term -> !term.audience().isEmpty() && !term.audience().equals(audience));
        // Those of the audience last, so that they count.
        own.sort(Comparator.comparing(OwnTerm::audience));
        List<Term> terms = own.stream().map(OwnTerm::bare).collect(Collectors.toCollection(ArrayList::new));
        if (!audience.isEmpty()) {
            stakeholders.find(workspace, audience).map(Terms::theirs).ifPresent(terms::addAll);
        }
        return new Vocabulary(language, terms);
    }

    /** What is noted on the map of how a stakeholder speaks. Whatever they say themselves is no jargon for them. */
    private static List<Term> theirs(Stakeholder audience) {
        return audience.vocabulary().stream()
                .flatMap(each -> Stream.of(new Term(each.say(), "", true), new Term(each.avoid(), each.say(), true)))
                .filter(term -> !term.term().isEmpty())
                .toList();
    }

    /** The stakeholders of whom words are noted, by id. */
    Map<String, Stakeholder> spoken(Workspace workspace) {
        return stakeholders.all(workspace).stream()
                .filter(each -> !each.vocabulary().isEmpty())
                .collect(Collectors.toMap(Stakeholder::id, each -> each));
    }

    /** The words to avoid with a stakeholder. */
    static Vocabulary avoided(Stakeholder audience, String language) {
        return Vocabulary.only(language, theirs(audience));
    }

    /** Adds one, in place of the one of the same words. @throws Problem 422 naming what does not fit, 409 if there are very many */
    OwnTerm add(Workspace workspace, OwnTerm.Entry entry) {
        OwnTerm added = entry.checked(RandomCode.hex(12), stakeholders.all(workspace));
        List<OwnTerm> all = all(workspace);
        if (all.size() >= MOST) {
            throw new Problem(
                    409, "terms-full", "There are " + MOST + " terms already.", "Remove those that nobody uses.");
        }
        var same = all.stream()
                .filter(each -> each.language().equals(added.language())
                        && each.audience().equals(added.audience())
                        && Vocabulary.lower(each.term()).equals(Vocabulary.lower(added.term())))
                .findFirst()
                .map(each -> new OwnTerm(each.id(), added.language(), added.audience(), added.term(), added.instead()))
                .orElse(added);
        workspace
                .collection(TERMS)
                .put(
                        same.id(),
                        new Document("language", same.language())
                                .append("audience", same.audience())
                                .append("term", same.term())
                                .append("instead", same.instead()));
        return same;
    }

    /** @throws Problem 404 if there is none with this id */
    void remove(Workspace workspace, String id) {
        if (!workspace.collection(TERMS).delete(id)) {
            throw Problem.notFound();
        }
    }

    /** The LIX above which words need a reason to go out. */
    int limit(Workspace workspace) {
        return workspace
                .collection(LIMITS)
                .find(LIMIT)
                .map(row -> row.getInteger("lix"))
                .orElse(USUAL_LIMIT);
    }

    /** @throws Problem 422 if it is not from 30 to 80 */
    void limit(Workspace workspace, int lix) {
        if (lix < EASIEST || lix > HARDEST) {
            throw Problem.invalid("lix", "Give a whole number from " + EASIEST + " to " + HARDEST + ".");
        }
        workspace.collection(LIMITS).put(LIMIT, new Document("lix", lix));
    }

    private static OwnTerm read(Document row) {
        return new OwnTerm(
                TenantCollection.id(row),
                row.getString("language"),
                row.getString("audience"),
                row.getString("term"),
                row.getString("instead"));
    }
}
