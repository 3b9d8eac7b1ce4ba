package org.takeup.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailComposer;
import org.takeup.http.Languages;
import org.takeup.message.Recipients.Recipient;
import org.takeup.message.format.Format;
import org.takeup.message.format.Letter;
import org.takeup.message.format.PlainText;
import org.takeup.message.format.Rendered;
import org.takeup.message.format.Renderer;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.plan.PlanView;
import org.takeup.plan.Plans;
import org.takeup.plan.Wording;
import org.takeup.tenant.Workspace;

/**
 * What plans ask about the words of their steps: what each recipient gets, what a messenger says, and what keeps a plan from
 * being approved. Words go out only as they were approved. Thread-safe; calls block.
 */
final class PlanWording implements Wording {
    private final Plans plans;
    private final Recipients recipients;
    private final Composer composer;
    private final Untranslated untranslated;
    private final WordingNotes notes;

    PlanWording(Plans plans, Terms terms, Recipients recipients, Composer composer) {
        this.plans = plans;
        this.recipients = recipients;
        this.composer = composer;
        this.untranslated = new Untranslated(recipients, plans::whoIsAsked);
        this.notes = new WordingNotes(terms, composer, untranslated);
    }

    private static Words approved(Workspace workspace, Plan plan, PlanStep step) {
        // Each time that a step comes again has an id of its own; its words are those of the step.
        Message message = new MessageStore(workspace).of(plan.id(), PlanStep.ofTime(step.id()));
        if (!isApproved(message)) {
            throw new MailComposer.NotNow("The words are being changed; this goes out once they are approved.");
        }
        return Words.of(plan, step, message);
    }

    private Composer.Composed composed(Workspace workspace, Words words, String personId) {
        return composed(workspace, words, recipients.of(workspace, words, personId));
    }

    private Composer.Composed composed(Workspace workspace, Words words, Recipient recipient) {
        Variant variant = Variant.pick(words.variants(), recipient.audiences(), recipient.language());
        return composer.compose(workspace, words.plan(), words.step(), words.message(), variant, recipient);
    }

    @Override
    public boolean inEverybodysLanguage(Workspace workspace, Plan plan, PlanStep step) {
        Message message = new MessageStore(workspace).of(plan.id(), PlanStep.ofTime(step.id()));
        return untranslated
                .of(workspace, List.of(Words.of(plan, step, message)))
                .isEmpty();
    }

    @Override
    public boolean inTheLanguageOf(Workspace workspace, Plan plan, PlanStep step, String personId) {
        Message message = new MessageStore(workspace).of(plan.id(), PlanStep.ofTime(step.id()));
        Recipient messenger = recipients.find(workspace, personId, true);
        Variant theirs = said(Words.of(plan, step, message), messenger);
        return Untranslated.written(workspace, theirs).equals(messenger.language());
    }

    /** The variant for a messenger, or else for whom they say it to. */
    private static Variant said(Words words, Recipient messenger) {
        List<String> audiences = new ArrayList<>(messenger.audiences());
        audiences.add(words.step().audienceId());
        return Variant.pick(words.variants(), audiences, messenger.language());
    }

    @Override
    public Function<String, Spoken> found(Workspace workspace, Plan plan, PlanStep step) {
        Words words = approved(workspace, plan, step);
        if (isSameForAll(words)) {
            Spoken everybodys = found(workspace, words, "");
            return personId -> everybodys;
        }
        return personId -> found(workspace, words, personId);
    }

    @Override
    public Told invited(Workspace workspace, Plan plan, PlanStep step, String personId) {
        Letter letter =
                composed(workspace, approved(workspace, plan, step), personId).letter();
        return new Told(letter.language(), new Spoken(letter.subject(), PlainText.of(letter.text())));
    }

    @Override
    public String beside(Workspace workspace, Plan plan, PlanStep step) {
        String stepId = PlanStep.ofTime(step.id());
        String approved = new MessageStore(workspace).of(plan.id(), stepId).approved();
        return approved.equals(Message.none(plan.id(), stepId).digest()) ? "" : approved;
    }

    @Override
    public SequencedMap<String, Spoken> inEachLanguage(Workspace workspace, Plan plan, PlanStep step) {
        Words words = approved(workspace, plan, step);
        String usual = Recipients.language(workspace);
        var said = new LinkedHashMap<String, Spoken>();
        Stream.concat(Stream.of(usual), Languages.TAGS.stream()).distinct().forEach(tag -> {
            // Nobody's name stands in it, and no audience counts but the step's: many read it together.
            var many = new Recipient(Optional.empty(), List.of(step.audienceId()), tag);
            Variant theirs = Variant.pick(words.variants(), many.audiences(), tag);
            if (Untranslated.written(workspace, theirs).equals(tag)) {
                Letter letter = composer.compose(workspace, plan, step, words.message(), theirs, many)
                        .letter();
                said.put(tag, new Spoken(letter.subject(), PlainText.of(letter.text())));
            }
        });
        return said;
    }

    @Override
    public Locale languageOf(Workspace workspace, String personId) {
        return Locale.forLanguageTag(recipients.find(workspace, personId, false).language());
    }

    private Spoken found(Workspace workspace, Words words, String personId) {
        Letter letter = composed(workspace, words, personId).letter();
        return new Spoken(letter.subject(), PlainText.of(letter.text()));
    }

    private static boolean isSameForAll(Words words) {
        Written own = Written.of(words.variants().getFirst());
        return words.message().variants().isEmpty()
                && own.words().variables(own.subject()).isEmpty();
    }

    /** What nobody has changed beside the step counts as approved along with it. */
    private static boolean isApproved(Message message) {
        String approved = message.approved().isEmpty()
                ? Message.none(message.plan(), message.step()).digest()
                : message.approved();
        return message.digest().equals(approved);
    }

    @Override
    public Optional<Posted> mail(Workspace workspace, String planId, PlanStep step, String personId) {
        Optional<Plan> plan = plans.find(workspace, planId);
        if (plan.isPresent() && !plan.get().isAsApproved()) {
            throw new MailComposer.NotNow("The plan is being changed; this goes out once it is approved again.");
        }
        // Each time that a step comes again has a day of its own, which its words may say.
        return plan.flatMap(found ->
                found.step(step.id()).map(each -> posted(workspace, approved(workspace, found, each), personId)));
    }

    private Posted posted(Workspace workspace, Words words, String personId) {
        Recipient recipient = recipients.of(workspace, words, personId);
        var composed = composed(workspace, words, recipient);
        Rendered rendered = Renderer.render(composed.letter(), Format.MAIL, composed.missing());
        return new Posted(
                Locale.forLanguageTag(recipient.language()),
                new Mail(rendered.subject(), rendered.text() + "\n").withHtml(rendered.content()));
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
        Variant variant = said(Words.of(toSay.plan(), toSay.step(), message), messenger);
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
        return notes.of(workspace, plan);
    }
}
