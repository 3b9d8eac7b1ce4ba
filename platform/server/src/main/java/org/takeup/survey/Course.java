package org.takeup.survey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a wave is getting on, for those who run it.
 *
 * @param revision counts the changes of a wave that is not open yet, so that two who change it at once find out
 * @param trouble why it did not open, or invited nobody, when its time came, or what of it will not be shown, in
 *     sentences; empty if nothing went wrong
 * @param people how many its audience had when it was opened, or last planned
 * @param leftOut how many were left out of these because they were asked lately
 * @param inviting the last time that people were invited
 * @param reminders planned once people are invited, in order
 * @param link the open link, if there ever was one
 */
public record Course(
        long revision,
        Optional<String> trouble,
        long people,
        long leftOut,
        Optional<Inviting> inviting,
        List<Reminder> reminders,
        Optional<Link> link) {
    public Course {
        reminders = List.copyOf(reminders);
    }

    /** Whether people are being invited. */
    public boolean isInviting() {
        return inviting.filter(each -> each.state() == Inviting.State.RUNNING).isPresent();
    }

    /**
     * One time that people are invited.
     *
     * @param run its id; another run ends it
     * @param mail whether they are written to
     * @param seen people of the audience who have had their turn
     * @param leftOut of these, who were left out because they were asked lately
     * @param moved when it last got on
     */
    public record Inviting(String run, State state, boolean mail, long seen, long leftOut, Instant moved) {
        /** How far it is. */
        public enum State {
            /** Goes on in the background. */
            RUNNING,
            /** Everybody has had their turn. */
            DONE,
            /** Somebody stopped it. */
            CANCELLED
        }
    }

    /**
     * The open link.
     *
     * @param code 128 random bits; nothing if the link was taken away
     * @param most how many ballots can be begun by it
     * @param begun how many were
     * @param finished how many of these were finished, once the wave is separated; counted anew until then
     */
    public record Link(Optional<String> code, long most, long begun, long finished) {}

    /**
     * A reminder to whoever has not answered.
     *
     * @param number 1 or 2
     */
    public record Reminder(int number, Instant at, State state) {
        /** What became of it. */
        public enum State {
            /** Goes out at its time. */
            PLANNED,
            /** Was put in the outbox for everybody who had not answered then. */
            SENT,
            /** Somebody stopped it. */
            STOPPED,
            /** The survey closes before its time. */
            TOO_LATE
        }
    }
}
