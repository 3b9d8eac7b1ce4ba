package org.takeup.plan;

import java.util.List;
import org.takeup.delivery.Mail;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.tenant.Workspace;

/**
 * Told of what no outbox knows: who was held out of a step, who finds it in their inbox, and who has said it. May be told the
 * same again, after a crash as well. Thread-safe; may block.
 */
public interface Addressed {
    /** Nobody keeps it. */
    Addressed NOBODY = new Addressed() {
        @Override
        public void heldOut(Workspace workspace, String planId, String stepId, List<String> personIds) {
            // Nobody asks.
        }

        @Override
        public void found(Workspace workspace, String planId, String stepId, List<String> personIds) {
            // Nobody asks.
        }

        @Override
        public void said(Workspace workspace, String planId, String stepId, String personId, Messenger messenger) {
            // Nobody asks.
        }

        @Override
        public Mail traced(Workspace workspace, String planId, PlanStep step, String personId, Mail mail) {
            return mail;
        }
    };

    /** Some of those who were held out of a step, at most a few hundred at a time. */
    void heldOut(Workspace workspace, String planId, String stepId, List<String> personIds);

    /** Some of those in whose inbox a step is now, at most a few hundred at a time. */
    void found(Workspace workspace, String planId, String stepId, List<String> personIds);

    /** Somebody has said a step; told before it is ticked off. @param messenger as whom they were asked */
    void said(Workspace workspace, String planId, String stepId, String personId, Messenger messenger);

    /** A step's mail as it goes out, with links that are counted if the workspace wants that. Its foot is not in it yet. */
    Mail traced(Workspace workspace, String planId, PlanStep step, String personId, Mail mail);
}
