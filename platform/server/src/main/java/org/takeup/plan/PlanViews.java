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
    private final Outbox outbox;

    PlanViews(Builders builders, Stakeholders stakeholders, Outbox outbox) {
        this.builders = builders;
        this.stakeholders = stakeholders;
        this.outbox = outbox;
    }

    PlanView view(Workspace workspace, Plan plan) {
        Locale language = workspace.settings().language();
        List<Finding> findings = plan.steps().isEmpty() ? List.of() : builders.lint(workspace, plan);
        Map<String, StepProgress> progress = new PlanStore(workspace).progressOf(plan.id());
        Map<String, Tally> mails = outbox.tallies(
                workspace,
                plan.steps().stream().map(step -> reference(plan, step)).toList());
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
                notes(findings, language, where -> plan.step(where).isEmpty()),
                plan.steps().stream()
                        .map(step -> step(
                                step,
                                Optional.ofNullable(progress.get(step.id())),
                                mails.getOrDefault(reference(plan, step), Tally.NONE),
                                stepNotes(workspace, step, findings, language)))
                        .toList());
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

    private List<Note> stepNotes(Workspace workspace, PlanStep step, List<Finding> findings, Locale language) {
        var notes = new ArrayList<>(notes(findings, language, step.id()::equals));
        Optional<Stakeholder> audience = stakeholders.find(workspace, step.audienceId());
        if (audience.isEmpty()) {
            notes.add(new Note(Finding.Severity.ERROR, "This audience is not on your map any more: choose another."));
        } else if (!Dispatch.isHandOver(step) && audience.get().reach() instanceof Reach.Nobody) {
            notes.add(new Note(
                    Finding.Severity.WARNING,
                    "No mail would go out: give this stakeholder an e-mail address or a unit."));
        }
        return notes;
    }

    private static StepView step(PlanStep step, Optional<StepProgress> progress, Tally mails, List<Note> notes) {
        int said = progress.map(known -> known.saidBy().size()).orElse(0);
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
                status(step, progress, mails, said),
                mails.of(MailState.SENT),
                mails.open(),
                mails.of(MailState.FAILED) + mails.of(MailState.UNSURE),
                said,
                notes);
    }

    private static Status status(PlanStep step, Optional<StepProgress> progress, Tally mails, int said) {
        if (progress.isEmpty()) {
            return Status.PLANNED;
        }
        if (Dispatch.isHandOver(step)) {
            return said > 0 ? Status.TICKED_OFF : Status.ASKED;
        }
        return mails.open() > 0 ? Status.SENDING : Status.SENT;
    }
}
