package org.takeup.delivery;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.takeup.delivery.MailingStore.Course;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/** Mails with the same reference, as one matter that a person can follow, pause, resume and cancel. Thread-safe; blocks. */
public final class Mailings {
    private static final Set<MailState> WAITING = EnumSet.of(MailState.QUEUED, MailState.PAUSED);

    private final BiConsumer<Workspace, Runnable> wakeAfter;

    /** @param wakeAfter makes mails due, and has them sent soon */
    Mailings(BiConsumer<Workspace, Runnable> wakeAfter) {
        this.wakeAfter = wakeAfter;
    }

    /**
     * How far a mailing is.
     *
     * @param id for addresses of pages and of the API
     * @param kind of its first mail
     * @param course {@code GOING}, {@code PAUSED} or {@code CANCELLED}
     * @param added when its first mail was
     */
    public record Progress(String id, String kind, String course, Instant added, Tally tally) {
        /** The kind in words. */
        public String title() {
            String words = kind.replace('-', ' ');
            return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }

        /** Whether there is still something to send. */
        public boolean isOpen() {
            return tally.open() > 0;
        }

        /** Certainly not with their people: refused, not needed, come back or cancelled. */
        public long notSent() {
            return tally.of(MailState.FAILED) + tally.of(MailState.BOUNCED) + tally.of(MailState.CANCELLED);
        }
    }

    /** What a person does with a mailing. */
    public enum Deed {
        PAUSE,
        RESUME,
        CANCEL
    }

    /** Why a mail of a mailing on this course does not go out, for the planner. */
    static String reason(Course course) {
        return switch (course) {
            case GOING -> "";
            case PAUSED -> "The mailing was paused.";
            case CANCELLED -> "The mailing was cancelled.";
        };
    }

    /** The latest first, those of the same moment in a fixed order. @param after only those behind this one, by its id */
    public List<Progress> latest(Workspace workspace, Optional<String> after, int most) {
        Optional<MailingStore.Place> place = after.map(id -> known(workspace, id))
                .map(each -> new MailingStore.Place(each.added(), each.reference()));
        List<MailingStore.Known> known = new MailingStore(workspace).latest(place, most);
        Map<String, Tally> tallies = known.isEmpty()
                ? Map.of()
                : new OutboxStore(workspace)
                        .tallies(known.stream()
                                .map(MailingStore.Known::reference)
                                .toList());
        return known.stream()
                .map(each -> progress(each, tallies.getOrDefault(each.reference(), Tally.NONE)))
                .toList();
    }

    /** @throws Problem 404 for an unknown id */
    public Progress find(Workspace workspace, String id) {
        return progress(workspace, known(workspace, id));
    }

    /**
     * The mails of a mailing in the order of their keys.
     *
     * @param state only those in this state
     * @param after only those after this key; empty for the first page
     * @throws Problem 404 for an unknown id
     */
    public List<OutboxEntry> mails(Workspace workspace, String id, Optional<MailState> state, String after, int most) {
        return new OutboxStore(workspace).page(known(workspace, id).reference(), state, after, most);
    }

    /**
     * Pauses, resumes or cancels. What is being sent at this moment goes out; nothing else does after a pause. Doing the
     * same again changes nothing.
     *
     * @throws Problem 404 for an unknown id, 409 if the mailing was cancelled
     */
    public Progress steer(Workspace workspace, String id, Deed deed) {
        MailingStore.Known known = known(workspace, id);
        if (known.course() == Course.CANCELLED && deed != Deed.CANCEL) {
            throw new Problem(
                    409,
                    "mailing-over",
                    "This mailing was cancelled.",
                    "What it had not sent stays unsent; start a new one for it.");
        }
        switch (deed) {
            case PAUSE -> move(workspace, known, Course.PAUSED, EnumSet.of(MailState.QUEUED), MailState.PAUSED);
            case RESUME ->
                wakeAfter.accept(
                        workspace,
                        () -> move(workspace, known, Course.GOING, EnumSet.of(MailState.PAUSED), MailState.QUEUED));
            case CANCEL -> move(workspace, known, Course.CANCELLED, WAITING, MailState.CANCELLED);
        }
        return find(workspace, id);
    }

    /** The course first: who sends looks at it for each mail, so a mail that is added meanwhile does not slip through. */
    private static void move(
            Workspace workspace, MailingStore.Known known, Course course, Set<MailState> from, MailState to) {
        new MailingStore(workspace).steer(known.id(), course);
        new OutboxStore(workspace)
                .move(
                        known.reference(),
                        from,
                        to,
                        reason(course),
                        workspace.clock().instant());
    }

    private static MailingStore.Known known(Workspace workspace, String id) {
        return new MailingStore(workspace).find(id).orElseThrow(Problem::notFound);
    }

    private static Progress progress(Workspace workspace, MailingStore.Known known) {
        Map<String, Tally> tallies = new OutboxStore(workspace).tallies(List.of(known.reference()));
        return progress(known, tallies.getOrDefault(known.reference(), Tally.NONE));
    }

    private static Progress progress(MailingStore.Known known, Tally tally) {
        return new Progress(known.id(), known.kind(), known.course().name(), known.added(), tally);
    }
}
