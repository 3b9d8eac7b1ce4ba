package org.takeup.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * A plan as pages and the API show it: with what became of each step and what the checks say.
 *
 * @param notes about the plan as a whole
 * @param saidByLearningTeam percent of the steps
 * @param blocked whether a check blocks the approval
 * @param accountable the one person who answers for it
 * @param parts what each stakeholder does whom it speaks to
 * @param holdOut whom it does not speak to, so that its effect can be seen
 */
public record PlanView(
        String id,
        String title,
        String builder,
        String objective,
        PlanState state,
        long version,
        Optional<Approved> approval,
        List<String> assumptions,
        int saidByLearningTeam,
        List<Note> notes,
        List<StepView> steps,
        boolean blocked,
        Optional<Named> accountable,
        List<WhoDoesWhat.Part> parts,
        HoldOuts.Shown holdOut) {

    /** A person. @param name empty if they are not in the directory any more */
    public record Named(String id, String name) {}

    /** A step that another waits for. */
    public record Before(String id, String subject) {}

    /**
     * A time of a step whose day has come and that has not gone out, because of others.
     *
     * @param id of the time, by which it is let go
     */
    public record Held(String id, LocalDate on, List<Reason> reasons) {}

    /** What a time of a step waits for. @param on the day of what must come first */
    public record Reason(String id, String subject, LocalDate on, Why why) {
        /** In words. */
        public String sentence() {
            return "“" + subject + "”, " + on + ": " + why.words + ".";
        }
    }

    /** Why something has not happened that a step waits for. */
    public enum Why {
        NOT_OUT("it has not gone out"),
        NOT_SAID("it was handed over, and nobody has said it yet"),
        SAID_BY_NOBODY("it was handed over, and nobody has said it in time"),
        NOBODY_ASKED("nobody could be asked to say it, so that the learning team is left");

        private final String words;

        Why(String words) {
            this.words = words;
        }
    }

    /** One of the times that a step comes again. */
    public record Time(String id, LocalDate on, Status status) {}

    /**
     * Who sees to a step, and when it comes beyond its day.
     *
     * @param time of the day, such as {@code 09:00}
     * @param region whose holidays count; empty for the workspace's usual one
     * @param everyWeeks 0 if it comes once
     * @param until the last day on which it may come again
     * @param times all of them, if it comes again
     * @param workingDay the next working day, if its own is none
     * @param held its times that others hold back
     */
    public record Planned(
            Optional<Named> owner,
            List<Before> waitsFor,
            String time,
            String region,
            int everyWeeks,
            Optional<LocalDate> until,
            List<Time> times,
            Optional<LocalDate> workingDay,
            List<Held> held) {}

    /** Who approved it and when. */
    public record Approved(String by, Instant at) {}

    /** What a check says. */
    public record Note(Finding.Severity severity, String message) {}

    /** Where a step is. */
    public enum Status {
        PLANNED("Planned"),
        HELD_BACK("Held back"),
        SENDING("Being sent"),
        SENT("Sent"),
        SENT_TO_NOBODY("Sent to nobody"),
        ASKED("Handed over"),
        NOBODY_ASKED("Nobody was asked"),
        TICKED_OFF("Ticked off");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * A step.
     *
     * @param reached mails that the mail server has taken
     * @param undelivered mails that failed or are in doubt
     * @param passedOver people who have no address that a mail can go to
     * @param heldOut people who got nothing, by chance
     * @param saidBy how many messengers have ticked it off
     */
    public record StepView(
            String id,
            String audienceId,
            String audience,
            PlanDraft.Purpose purpose,
            PlanDraft.Phase phase,
            Messenger messenger,
            PlanDraft.Channel channel,
            LocalDate on,
            String subject,
            String words,
            String reason,
            PlanDraft.Metric metric,
            int metricDays,
            Status status,
            long reached,
            long waiting,
            long undelivered,
            int passedOver,
            int heldOut,
            int saidBy,
            List<Note> notes,
            Planned planned) {
        /** Whether it has not gone out: it can be changed and moved. */
        public boolean waits() {
            return status == Status.PLANNED || status == Status.HELD_BACK;
        }

        /** Whether it went out, but not to everybody whom it was meant for. */
        public boolean fellShort() {
            return undelivered > 0
                    || passedOver > 0
                    || status == Status.SENT_TO_NOBODY
                    || status == Status.NOBODY_ASKED;
        }
    }

    /** Whether these notes, or a plan without steps, block the approval. */
    static boolean blocks(List<Note> notes, List<StepView> steps) {
        return steps.isEmpty()
                || notes.stream().anyMatch(PlanView::blocks)
                || steps.stream().flatMap(step -> step.notes().stream()).anyMatch(PlanView::blocks);
    }

    private static boolean blocks(Note note) {
        return note.severity() == Finding.Severity.ERROR;
    }
}
