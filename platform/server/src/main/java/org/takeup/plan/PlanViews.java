package org.takeup.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.delivery.MailState;
import org.takeup.delivery.Outbox;
import org.takeup.delivery.Tally;
import org.takeup.plan.PlanView.Note;
import org.takeup.plan.PlanView.Status;
import org.takeup.plan.PlanView.StepView;
import org.takeup.plugin.api.Finding;
import org.takeup.tenant.Workspace;

/** Puts together what is known about a plan: its content, the checks, the outbox, the tick-offs. */
final class PlanViews {
    private final Builders builders;
    private final Stakeholders stakeholders;
    private final Contacts contacts;
    private final Outbox outbox;

    PlanViews(Builders builders, Stakeholders stakeholders, Contacts contacts, Outbox outbox) {
        this.builders = builders;
        this.stakeholders = stakeholders;
        this.contacts = contacts;
        this.outbox = outbox;
    }

    PlanView view(Workspace workspace, Plan plan) {
        Locale language = workspace.settings().language();
        List<Finding> findings = plan.steps().isEmpty() ? List.of() : builders.lint(workspace, plan);
        Map<String, StepProgress> progress = new PlanStore(workspace).progressOf(plan.id());
        Map<String, Tally> mails = outbox.tallies(
                workspace,
                plan.steps().stream().map(step -> reference(plan, step)).toList());
        var reach = new ReachNotes(workspace, contacts, stakeholders.all(workspace));
        List<Note> notes = notes(findings, language, where -> plan.step(where).isEmpty());
        List<StepView> steps = plan.steps().stream()
                .map(step -> step(
                        step,
                        Optional.ofNullable(progress.get(step.id())),
                        mails.getOrDefault(reference(plan, step), Tally.NONE),
                        stepNotes(step, findings, language, progress.containsKey(step.id()), reach)))
                .toList();
        return new PlanView(
                plan.id(),
                plan.title(),
                plan.builder(),
                plan.objective(),
                plan.state(),
                plan.version(),
                plan.approval().map(given -> new PlanView.Approved(given.name(), given.at())),
                plan.assumptions(),
                plan.saidByLearningTeam(),
                notes,
                steps,
                PlanView.blocks(notes, steps));
    }

    static String reference(Plan plan, PlanStep step) {
        return plan.id() + "/" + step.id();
    }

    private static List<Note> notes(
            List<Finding> findings, Locale language, java.util.function.Predicate<String> about) {
        return findings.stream()
                .filter(finding -> about.test(finding.where()))
                .map(finding -> new Note(finding.severity(), finding.message().in(language)))
                .toList();
    }

    private static List<Note> stepNotes(
            PlanStep step, List<Finding> findings, Locale language, boolean out, ReachNotes reach) {
        var notes = new ArrayList<>(notes(findings, language, step.id()::equals));
        if (!out) {
            reach.about(step).ifPresent(notes::add);
        }
        return notes;
    }

    private static StepView step(PlanStep step, Optional<StepProgress> progress, Tally mails, List<Note> notes) {
        int said = progress.map(known -> known.saidBy().size()).orElse(0);
        int passedOver = progress.map(StepProgress::passedOver).orElse(0);
        return new StepView(
                step.id(),
                step.audienceId(),
                step.audience(),
                step.purpose(),
                step.phase(),
                step.messenger(),
                step.channel(),
                step.on(),
                step.subject(),
                step.words(),
                step.reason(),
                step.measure().metric(),
                step.measure().days(),
                progress.map(known -> status(step, known, mails)).orElse(Status.PLANNED),
                mails.of(MailState.SENT),
                mails.open(),
                mails.of(MailState.FAILED) + mails.of(MailState.UNSURE),
                passedOver,
                said,
                notes);
    }

    private static Status status(PlanStep step, StepProgress out, Tally mails) {
        return switch (step.channel()) {
            case HAND_OVER -> {
                if (out.mails() + out.passedOver() == 0) {
                    yield Status.NOBODY_ASKED;
                }
                yield out.saidBy().isEmpty() ? Status.ASKED : Status.TICKED_OFF;
            }
            case EMAIL -> {
                if (out.mails() == 0) {
                    yield Status.SENT_TO_NOBODY;
                }
                yield mails.open() > 0 ? Status.SENDING : Status.SENT;
            }
        };
    }
}
