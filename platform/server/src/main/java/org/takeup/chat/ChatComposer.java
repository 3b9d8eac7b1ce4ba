package org.takeup.chat;

import org.takeup.tenant.Workspace;

/** Writes the messages of one kind when they are about to go out. Called on a thread of a job; may block. */
@FunctionalInterface
public interface ChatComposer {
    /** @param reference of the matter, as it was given when the message was added */
    Composed compose(Workspace workspace, String reference);

    /** What is to be sent, if anything. */
    sealed interface Composed {
        /** This. */
        record Ready(ChatMessage message) implements Composed {}

        /** Nothing now; it is asked for again later, for two days. @param reason a short sentence for the planner */
        record NotNow(String reason) implements Composed {}

        /** Nothing, ever. @param reason a short sentence for the planner */
        record NotNeeded(String reason) implements Composed {}
    }
}
