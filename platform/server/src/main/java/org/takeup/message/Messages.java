package org.takeup.message;

import java.net.URI;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.takeup.http.Changed;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.message.check.Vocabulary;
import org.takeup.message.source.Source;
import org.takeup.people.People;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.plan.Plans;
import org.takeup.plan.Stakeholders;
import org.takeup.plan.StepEntry;
import org.takeup.plan.Wording;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;
import org.takeup.workspace.Logos;

/**
 * The words of plans' steps, as people write them: variants, where they lead, terms that are kept. The text of a step itself is
 * the default variant. Thread-safe; calls block. Every change names the version that it is made to and is refused with {@link Changed} if
 * there is a newer one, of the plan or of the words; one that recipients could read takes the plan back to a draft.
 */
public final class Messages {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(MessageStore.MESSAGES, Terms.TERMS, Terms.LIMITS);

    private static final int MOST_VARIANTS = 40;
    private static final int MOST_KEPT = 100;
    private static final int LONGEST_REASON = 300;

    private final Plans plans;
    private final Stakeholders stakeholders;
    private final Terms terms;
    private final Proofs proofs;
    private final PlanWording wording;

    /** @param publicUrl for links in messages */
    public Messages(
            Plans plans,
            Stakeholders stakeholders,
            People people,
            Terms terms,
            Logos logos,
            Tongues tongues,
            URI publicUrl) {
        this.plans = plans;
        this.stakeholders = stakeholders;
        this.terms = terms;
        var recipients = new Recipients(people, stakeholders, tongues);
        var composer = new Composer(people, logos, publicUrl);
        this.proofs = new Proofs(terms, recipients, composer);
        this.wording = new PlanWording(plans, terms, recipients, composer);
    }

    /** What they look like, and what is to be said of them, before they go out. */
    Proofs proofs() {
        return proofs;
    }

    /** What plans ask about them. */
    public Wording wording() {
        return wording;
    }

    /** @throws Problem 404 if there is no such step */
    Words words(Workspace workspace, PlanRef ref) {
        Plan plan = plans.require(workspace, ref.planId());
        PlanStep step = plan.step(ref.stepId()).orElseThrow(Problem::notFound);
        return Words.of(plan, step, new MessageStore(workspace).of(plan.id(), step.id()));
    }

    /** Whether a step has gone out, so that its words stay as they are. */
    boolean isOut(Workspace workspace, PlanRef ref) {
        try {
            plans.refuseIfOut(workspace, ref.planId(), ref.stepId());
            return false;
        } catch (Problem e) {
            return e.status() == 409;
        }
    }

    /** Whether this person may let hard words go out: whoever may approve the plan. */
    boolean mayOverrule(Caller caller, Words words) {
        return plans.approvals().mayApprove(caller, words.plan());
    }

    private Words seen(Workspace workspace, PlanRef ref, long seen) {
        Words words = words(workspace, ref);
        plans.refuseIfOut(workspace, ref.planId(), ref.stepId());
        if (words.version() != seen) {
            throw new Changed("message");
        }
        return words;
    }

    /**
     * Saves a variant, new or not; the default is the step's own text.
     *
     * @throws Problem 422 naming what does not fit, 409 if the step is out or there are very many variants
     */
    Words save(Workspace workspace, Caller caller, PlanRef ref, long seen, VariantEntry entry) {
        Words words = seen(workspace, ref, seen);
        Variant variant = entry.checked(stakeholders.all(workspace));
        if (variant.isDefault()) {
            plans.editor()
                    .change(
                            workspace,
                            caller,
                            ref.planId(),
                            ref.stepId(),
                            words.plan().version(),
                            StepEntry.ofWords(variant.subject(), variant.words()));
            return words(workspace, ref);
        }
        Message next = words.message().with(variant);
        if (next.variants().size() > MOST_VARIANTS) {
            throw new Problem(
                    409,
                    "variants-full",
                    "There are " + MOST_VARIANTS + " variants already.",
                    "Remove those that nobody needs.");
        }
        return changed(workspace, caller, ref, next);
    }

    /** @throws Problem 404 if there is no such variant, 409 for the default */
    Words remove(Workspace workspace, Caller caller, PlanRef ref, long seen, String key) {
        Words words = seen(workspace, ref, seen);
        if (words.require(key).isDefault()) {
            throw new Problem(
                    409, "default-variant", "Everybody else gets this text.", "Change it, or remove the step.");
        }
        return changed(workspace, caller, ref, words.message().without(key));
    }

    /** Sets where the message leads and until when to act. @throws Problem 422 naming what does not fit */
    Words lead(Workspace workspace, Caller caller, PlanRef ref, long seen, String link, Optional<LocalDate> deadline) {
        Words words = seen(workspace, ref, seen);
        String address = link.strip();
        String refusal = address.isEmpty() ? "" : Source.refusal(address);
        if (!refusal.isEmpty()) {
            throw Problem.invalid("link", Character.toUpperCase(refusal.charAt(0)) + refusal.substring(1));
        }
        return changed(workspace, caller, ref, words.message().leadingTo(address, deadline));
    }

    /** The plan first: should the rest fail, nothing unapproved can go out. Once more behind it, for an approval in between. */
    private Words changed(Workspace workspace, Caller caller, PlanRef ref, Message next) {
        plans.approvals().wordsChanged(workspace, caller, ref.planId());
        put(workspace, next);
        plans.approvals().wordsChanged(workspace, caller, ref.planId());
        return words(workspace, ref);
    }

    private static void put(Workspace workspace, Message next) {
        if (!new MessageStore(workspace).put(next.next())) {
            throw new Changed("message");
        }
    }

    /**
     * Takes a proposed replacement, or keeps the term for good.
     *
     * @param take whether plain words come in its place, everywhere in the variant
     * @throws Problem 404 if there is no such variant or the list has no such term
     */
    Words decide(Workspace workspace, Caller caller, PlanRef ref, long seen, String key, String term, boolean take) {
        Words words = seen(workspace, ref, seen);
        Variant variant = words.require(key);
        if (!take) {
            Set<String> kept = new HashSet<>(words.message().kept());
            kept.add(Vocabulary.lower(term));
            if (kept.size() > MOST_KEPT || term.length() > Source.LONGEST_LINE) {
                throw Problem.invalid("term", "Keep at most " + MOST_KEPT + " terms.");
            }
            put(workspace, words.message().keeping(kept));
            return words(workspace, ref);
        }
        Vocabulary vocabulary = terms.of(workspace, words.step(), variant);
        UnaryOperator<String> plain = text -> vocabulary.replaced(text, term);
        Source source = Written.of(variant).words();
        Source replaced = source.mapped(plain);
        String subject = outsideVariables(variant.subject(), plain);
        if (replaced.equals(source) && subject.equals(variant.subject())) {
            throw Problem.notFound();
        }
        return save(
                workspace,
                caller,
                ref,
                seen,
                new VariantEntry(variant.audience(), variant.language(), subject, replaced.written()));
    }

    private static String outsideVariables(String line, UnaryOperator<String> change) {
        var changed = new StringBuilder();
        int at = 0;
        while (at < line.length()) {
            int begin = line.indexOf("{{", at);
            int end = begin < 0 ? -1 : line.indexOf("}}", begin);
            if (end < 0) {
                break;
            }
            changed.append(change.apply(line.substring(at, begin))).append(line, begin, end + 2);
            at = end + 2;
        }
        return changed.append(change.apply(line.substring(at))).toString();
    }

    /** Lets hard words go out for a reason. Counts until the words change. @throws Problem 403 for one's own plan, 422 without a reason */
    Words overrule(Workspace workspace, Caller caller, PlanRef ref, long seen, String reason) {
        Words words = seen(workspace, ref, seen);
        if (!plans.approvals().mayApprove(caller, words.plan())) {
            throw new Problem(
                    403,
                    "own-plan",
                    "You wrote on this plan yourself.",
                    "Have another planner or an admin approve it.");
        }
        var wrong = new ArrayList<Problem.Field>();
        String clean = Plain.repeatable(Plain.line(reason, "reason", LONGEST_REASON, true, wrong), "reason", wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        put(
                workspace,
                words.message()
                        .overruled(new Message.Overruled(
                                clean,
                                caller.personId(),
                                caller.name(),
                                workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                                words.digest())));
        return words(workspace, ref);
    }
}
