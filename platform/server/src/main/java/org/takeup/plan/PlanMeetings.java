package org.takeup.plan;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.calendar.Invitations;
import org.takeup.calendar.Meeting;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.Outbox;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Workspace;

/** The meetings of a plan, and who is invited to them, each guest in their language. Thread-safe; calls block. */
final class PlanMeetings {
    private static final String CALENDAR = "plan-calendar";

    private final Contacts contacts;
    private final Supplier<Wording> wording;
    private final ApprovedSteps approvedSteps;
    private final Invitations invitations;

    PlanMeetings(
            Contacts contacts, Outbox outbox, URI publicUrl, Supplier<Wording> wording, ApprovedSteps approvedSteps) {
        this.contacts = contacts;
        this.wording = wording;
        this.approvedSteps = approvedSteps;
        this.invitations = new Invitations(
                outbox,
                CALENDAR,
                publicUrl,
                this::invitation,
                (workspace, personId) -> wording.get().languageOf(workspace, personId));
    }

    private static Stream<PlanStep> of(Plan plan) {
        return plan.times().stream().filter(step -> step.channel() == PlanDraft.Channel.CALENDAR);
    }

    private static Set<String> references(Plan plan) {
        return of(plan).map(step -> PlanViews.reference(plan, step)).collect(Collectors.toSet());
    }

    private Meeting meeting(Workspace workspace, Plan plan, PlanStep step) {
        Instant begins = Dispatch.at(workspace, step);
        return new Meeting(
                PlanViews.reference(plan, step),
                plan.id(),
                begins,
                begins.plus(Dispatch.LASTS),
                step.subject(),
                step.words(),
                wording.get().beside(workspace, plan, step),
                Optional.empty());
    }

    /** Whether somebody was invited to this time of a step already. */
    boolean hasGuests(Workspace workspace, Plan plan, PlanStep step) {
        return step.channel() == PlanDraft.Channel.CALENDAR
                && invitations.count(workspace, PlanViews.reference(plan, step)).invited() > 0;
    }

    /**
     * The meetings of which people have not heard as they are now. Whoever has an invitation hears of changes, whatever it
     * waits for.
     *
     * @param out ids of the times that have gone out
     */
    Stream<PlanStep> unheard(Workspace workspace, Plan plan, Waiting waiting, Set<String> out) {
        return of(plan).filter(step -> !out.contains(step.id()))
                .filter(step -> !waiting.holds(step) || hasGuests(workspace, plan, step))
                .filter(step -> !invitations.isSettled(
                        workspace, meeting(workspace, plan, step), () -> names(workspace, plan, step)));
    }

    /** Whether somebody is invited to what the plan does not have any more. */
    boolean owesCancellations(Workspace workspace, Plan plan) {
        return invitations.owesCancellations(workspace, plan.id(), references(plan));
    }

    /** Takes back every invitation to what the plan does not have any more. Repeatable. */
    void cancelOthers(Workspace workspace, Plan plan) {
        invitations.cancelOthers(workspace, plan.id(), references(plan));
    }

    /** Invites whoever is behind a step's audience and not held out. Doing it twice changes nothing. */
    Invitations.Count invite(Workspace workspace, Plan plan, PlanStep step, List<Stakeholder> map) {
        return invitations.invite(
                workspace,
                meeting(workspace, plan, step),
                names(workspace, plan, step),
                () -> contacts.audience(workspace, step, map)
                        .filter(each -> !StepAudience.holds(plan, each))
                        .map(each -> new Meeting.Guest(each.id(), each.email())));
    }

    private Map<String, String> names(Workspace workspace, Plan plan, PlanStep step) {
        try {
            return wording.get().inEachLanguage(workspace, plan, step).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, each -> each.getValue().subject()));
        } catch (MailComposer.NotNow e) {
            // Guests hear nothing before the words are approved. Then there is another version, or the names of this
            // one.
            return Map.of();
        }
    }

    private Invitations.Words invitation(Workspace workspace, String reference, String personId) {
        Wording.ToSay toSay = approvedSteps.toSay(workspace, reference);
        Wording.Told told = wording.get().invited(workspace, toSay.plan(), toSay.step(), personId);
        return new Invitations.Words(
                told.language(), told.words().subject(), told.words().words());
    }
}
