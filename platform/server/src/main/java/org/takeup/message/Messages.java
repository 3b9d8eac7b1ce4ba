package org.takeup.message;

import java.net.URI;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailComposer;
import org.takeup.http.Changed;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.message.Recipients.Recipient;
import org.takeup.message.check.Reading;
import org.takeup.message.check.Vocabulary;
import org.takeup.message.format.Format;
import org.takeup.message.format.Letter;
import org.takeup.message.format.PlainText;
import org.takeup.message.format.Rendered;
import org.takeup.message.format.Renderer;
import org.takeup.message.source.Source;
import org.takeup.people.People;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.plan.PlanView;
import org.takeup.plan.Plans;
import org.takeup.plan.Stakeholder;
import org.takeup.plan.Stakeholders;
import org.takeup.plan.StepEntry;
import org.takeup.plan.Wording;
import org.takeup.plugin.api.Finding;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;
import org.takeup.workspace.Logos;

/**
 * The words of plans' steps: variants, checks, formats, and what each recipient gets. The text of a step itself is the default
 * variant. Thread-safe; calls block. Every change names the version that it is made to and is refused with {@link Changed} if
 * there is a newer one, of the plan or of the words; one that recipients could read takes the plan back to a draft.
 */
public final class Messages implements Wording {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(MessageStore.MESSAGES, Terms.TERMS, Terms.LIMITS);

    private static final int MOST_VARIANTS = 40;
    private static final int MOST_KEPT = 100;
    private static final int LONGEST_REASON = 300;

    private final Plans plans;
    private final Stakeholders stakeholders;
    private final Terms terms;
    private final Recipients recipients;
    private static final int MOST_SAID = 5;

    private final Composer composer;

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
        this.recipients = new Recipients(people, stakeholders, tongues);
        this.composer = new Composer(people, logos, publicUrl);
    }

    /**
     * Everything about a step's words.
     *
     * @param variants the default first
     * @param version of plan and words together
     */
    record Words(Plan plan, PlanStep step, Message message, List<Variant> variants, long version) {
        static Words of(Plan plan, PlanStep step, Message message) {
            var variants = new ArrayList<Variant>();
            variants.add(new Variant("", "", step.subject(), step.words()));
            variants.addAll(message.variants());
            return new Words(plan, step, message, List.copyOf(variants), plan.version() + message.version());
        }

        /** @throws Problem 404 if there is none with this key */
        Variant require(String key) {
            return variants.stream()
                    .filter(each -> each.key().equals(key))
                    .findFirst()
                    .orElseThrow(Problem::notFound);
        }

        boolean mayGoOut(boolean above) {
            return !above
                    || message.overruled()
                            .filter(given -> given.digest().equals(digest()))
                            .isPresent();
        }

        String digest() {
            return message.digest(step.subject(), step.words());
        }
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
        Vocabulary vocabulary = vocabulary(workspace, words.step(), variant);
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

    /** What is to be said of each variant, in their order. */
    List<Checked> checks(Workspace workspace, Words words) {
        return words.variants().stream()
                .map(variant -> check(workspace, words, variant))
                .toList();
    }

    /** The same of a text that is being written. Stores nothing. */
    Checked check(Workspace workspace, PlanRef ref, VariantEntry entry) {
        return check(workspace, words(workspace, ref), entry.bare());
    }

    private Checked check(Workspace workspace, Words words, Variant variant) {
        var composed = composer.compose(
                workspace, words.plan(), words.step(), words.message(), variant, Recipients.nobody(workspace));
        return Checked.of(
                variant,
                composed,
                vocabulary(workspace, words.step(), variant),
                words.message().kept(),
                terms.limit(workspace));
    }

    private Vocabulary vocabulary(Workspace workspace, PlanStep step, Variant variant) {
        return terms.of(
                workspace,
                variant.language().isEmpty() ? Recipients.language(workspace) : variant.language(),
                variant.audience().isEmpty() ? step.audienceId() : variant.audience());
    }

    /**
     * A format as somebody would get it now, approved or not.
     *
     * @param personId empty for nobody in particular
     * @param key of a variant; empty for the one that they would get
     * @throws Problem 404 if there is no such step or variant
     */
    Shown preview(Workspace workspace, PlanRef ref, String personId, String key, Format format) {
        Words words = words(workspace, ref);
        Recipient recipient = recipient(workspace, words, personId);
        Variant variant = key.isEmpty()
                ? Variant.pick(words.variants(), recipient.audiences(), recipient.language())
                : words.require(key);
        var composed = composer.compose(workspace, words.plan(), words.step(), words.message(), variant, recipient);
        Rendered rendered = Renderer.render(composed.letter(), format, composed.missing());
        return new Shown(variant.key(), rendered, Renderer.preview(composed.letter(), rendered), composed.letter());
    }

    /** A preview. @param page as a page of its own */
    record Shown(String variant, Rendered rendered, String page, Letter letter) {
        /** What stands on its sheets. */
        Map<Format, String> sheets() {
            return Stream.of(Format.values())
                    .filter(Format::sheet)
                    .collect(Collectors.toMap(format -> format, format -> Renderer.onSheet(letter, format)));
        }
    }

    private Recipient recipient(Workspace workspace, Words words, String personId) {
        boolean audiences =
                words.variants().stream().anyMatch(each -> !each.audience().isEmpty());
        return personId.isEmpty() ? Recipients.nobody(workspace) : recipients.find(workspace, personId, audiences);
    }

    /**
     * What one recipient gets of a step whose plan is approved.
     *
     * @param personId of the directory, or of a stakeholder whose mailbox it is
     * @return nothing if there is no such plan or step any more
     * @throws MailComposer.NotNow if plan or words are not as they were approved
     */
    public Optional<Rendered> forRecipient(Workspace workspace, PlanRef step, String personId, Format format) {
        Optional<Plan> plan = plans.find(workspace, step.planId());
        if (plan.isPresent() && !plan.get().isAsApproved()) {
            throw new MailComposer.NotNow("The plan is being changed; this goes out once it is approved again.");
        }
        return plan.flatMap(
                found -> found.step(step.stepId()).map(each -> forRecipient(workspace, found, each, personId, format)));
    }

    private Rendered forRecipient(Workspace workspace, Plan plan, PlanStep step, String personId, Format format) {
        Message message = new MessageStore(workspace).of(plan.id(), step.id());
        if (!isApproved(message)) {
            throw new MailComposer.NotNow("The words are being changed; this goes out once they are approved.");
        }
        Words words = Words.of(plan, step, message);
        Recipient recipient = recipient(workspace, words, personId);
        Variant variant = Variant.pick(words.variants(), recipient.audiences(), recipient.language());
        var composed = composer.compose(workspace, plan, step, message, variant, recipient);
        return Renderer.render(composed.letter(), format, composed.missing());
    }

    /** What nobody has changed beside the step counts as approved along with it. */
    private static boolean isApproved(Message message) {
        String approved = message.approved().isEmpty()
                ? Message.none(message.plan(), message.step()).digest()
                : message.approved();
        return message.digest().equals(approved);
    }

    @Override
    public Optional<Mail> mail(Workspace workspace, String planId, PlanStep step, String personId) {
        // Each time that a step comes again has an id of its own; its words are those of the step.
        return forRecipient(workspace, new PlanRef(planId, PlanStep.ofTime(step.id())), personId, Format.MAIL)
                .map(rendered -> new Mail(rendered.subject(), rendered.text() + "\n").withHtml(rendered.content()));
    }

    @Override
    public Map<String, Spoken> spoken(Workspace workspace, List<ToSay> steps, String personId) {
        if (steps.isEmpty()) {
            return Map.of();
        }
        Set<String> plansOf = steps.stream().map(each -> each.plan().id()).collect(Collectors.toSet());
        Map<String, Message> messages = new MessageStore(workspace)
                .ofPlans(plansOf).stream().collect(Collectors.toMap(Message::step, each -> each, (one, other) -> one));
        boolean audiences = messages.values().stream()
                .flatMap(each -> each.variants().stream())
                .anyMatch(each -> !each.audience().isEmpty());
        Recipient messenger = recipients.find(workspace, personId, audiences);
        Map<String, Spoken> spoken = new HashMap<>();
        for (ToSay each : steps) {
            // Each time that a step comes again has an id of its own; its words are those of the step.
            String stepId = PlanStep.ofTime(each.step().id());
            Message message =
                    messages.getOrDefault(stepId, Message.none(each.plan().id(), stepId));
            if (isApproved(message)) {
                spoken.put(each.step().id(), spoken(workspace, each, message, messenger));
            }
        }
        return spoken;
    }

    private Spoken spoken(Workspace workspace, ToSay toSay, Message message, Recipient messenger) {
        List<String> audiences = new ArrayList<>(messenger.audiences());
        audiences.add(toSay.step().audienceId());
        Words words = Words.of(toSay.plan(), toSay.step(), message);
        Variant variant = Variant.pick(words.variants(), audiences, messenger.language());
        // Nobody's name stands in it: the messenger speaks to others.
        var many = new Recipient(Optional.empty(), List.of(), messenger.language());
        Letter letter = composer.compose(workspace, toSay.plan(), toSay.step(), message, variant, many)
                .letter();
        return new Spoken(letter.subject(), PlainText.of(letter.text()));
    }

    @Override
    public void approving(Workspace workspace, Plan plan) {
        var store = new MessageStore(workspace);
        store.ofPlan(plan.id()).forEach(message -> store.approved(message.step(), message.digest()));
    }

    @Override
    public Map<String, List<PlanView.Note>> notes(Workspace workspace, Plan plan) {
        int limit = terms.limit(workspace);
        Map<String, Message> messages = new MessageStore(workspace)
                .ofPlan(plan.id()).stream()
                        .collect(Collectors.toMap(Message::step, message -> message, (one, other) -> one));
        Map<String, Stakeholder> spoken = terms.spoken(workspace);
        Map<String, List<PlanView.Note>> notes = new HashMap<>();
        for (PlanStep step : plan.steps()) {
            Message message = messages.getOrDefault(step.id(), Message.none(plan.id(), step.id()));
            Words words = Words.of(plan, step, message);
            List<PlanView.Note> ofStep = words.variants().stream()
                    .flatMap(variant -> Stream.concat(
                            notes(workspace, words, variant, limit).stream(),
                            notTheirs(workspace, words, variant, spoken).stream()))
                    .toList();
            if (!ofStep.isEmpty()) {
                notes.put(step.id(), ofStep);
            }
        }
        return notes;
    }

    /** Words that its audience does not use, with theirs. */
    private static Optional<PlanView.Note> notTheirs(
            Workspace workspace, Words words, Variant variant, Map<String, Stakeholder> spoken) {
        Stakeholder audience =
                spoken.get(variant.audience().isEmpty() ? words.step().audienceId() : variant.audience());
        if (audience == null) {
            return Optional.empty();
        }
        String language = variant.language().isEmpty() ? Recipients.language(workspace) : variant.language();
        Written written = Written.of(variant);
        String said = Terms.avoided(audience, language)
                .in(
                        written.line() + "\n" + written.words().letters(),
                        words.message().kept())
                .stream()
                .map(hit -> "“" + hit.instead() + "”, not “" + hit.term() + "”")
                .distinct()
                .limit(MOST_SAID)
                .collect(Collectors.joining("; "));
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlanView.Note(
                        Finding.Severity.WARNING,
                        "These are not the words of " + audience.name() + ". They say " + said + "."));
    }

    private List<PlanView.Note> notes(Workspace workspace, Words words, Variant variant, int limit) {
        var notes = new ArrayList<PlanView.Note>();
        List<String> faults = Written.of(variant).faults();
        if (!faults.isEmpty()) {
            notes.add(new PlanView.Note(
                    Finding.Severity.WARNING,
                    "These words go out letter by letter, because they cannot be read as they may be meant. "
                            + faults.getFirst()));
        }
        var composed = composer.compose(
                workspace, words.plan(), words.step(), words.message(), variant, Recipients.nobody(workspace));
        Reading reading = Checked.reading(composed.letter());
        if (!words.mayGoOut(reading.harderThan(limit))) {
            notes.add(
                    new PlanView.Note(
                            Finding.Severity.ERROR,
                            "These words are hard to read: LIX "
                                    + Math.round(reading.lix()
                                            .map(grade -> grade.value())
                                            .orElse(0.0)) + ", and your limit is "
                                    + limit
                                    + ". Write shorter sentences and words, or give a reason on the page of the step's words."));
        }
        return notes;
    }
}
