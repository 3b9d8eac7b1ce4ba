package org.takeup.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.takeup.tenant.Workspace;

/** Asked right before a message goes out, so that what a person changed a moment ago is honoured. Thread-safe; may block. */
public interface Wishes {
    /** Sends everything at once. */
    Wishes NONE = (workspace, message, now) -> new Answer.Send();

    /**
     * Whether and when this message may go to its person.
     *
     * @param message what is about to go out
     */
    Answer ask(Workspace workspace, Waiting message, Instant now);

    /**
     * Whether a message that was to be sent still may be: asked once more of one that has been kept waiting since. Takes
     * nothing a second time that the first answer took for it.
     *
     * @param since how long ago {@link #ask} said yes
     */
    default Answer askAgain(Workspace workspace, Waiting message, Duration since, Instant now) {
        return ask(workspace, message, now);
    }

    /**
     * Whether some people's hours go by another clock than the organisation's. Then {@link #ask} alone says when what they may do
     * without goes out, also while it is quiet where the organisation is.
     */
    default boolean byOtherClocks(Workspace workspace) {
        return false;
    }

    /** As {@link #ask} of several messages, in their order. Whoever can look all of them up together does so. */
    default List<Answer> askAll(Workspace workspace, List<Waiting> messages, Instant now) {
        return messages.stream().map(each -> ask(workspace, each, now)).toList();
    }

    /**
     * What is about to go out.
     *
     * @param personId of the directory, or of a stakeholder
     * @param kind names the composer
     * @param channel {@code EMAIL}, {@code CHAT}, {@code IN_APP} or {@code CALENDAR}
     * @param optional whether the person may do without it
     */
    record Waiting(String personId, String kind, String channel, boolean optional) {}

    /** What the person wants. */
    sealed interface Answer {
        /** Now. */
        record Send() implements Answer {}

        /** Not before {@code until}. @param reason one sentence for the planner */
        record Wait(Instant until, String reason) implements Answer {}

        /** Never. @param reason one sentence for the planner */
        record Drop(String reason) implements Answer {}
    }
}
