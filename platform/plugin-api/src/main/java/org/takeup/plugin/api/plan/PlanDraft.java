package org.takeup.plugin.api.plan;

import java.time.LocalDate;
import java.util.List;
import org.takeup.plugin.api.MayGrow;

/**
 * A plan before people have touched it.
 *
 * @param title at most 120 characters
 * @param assumptions what the draft takes for granted, one sentence each
 * @param steps in the order of their dates
 */
public record PlanDraft(String title, List<String> assumptions, List<Step> steps) {
    public PlanDraft {
        assumptions = List.copyOf(assumptions);
        steps = List.copyOf(steps);
    }

    /** Why a step is taken. */
    public enum Purpose {
        ENGAGE,
        MOTIVATE,
        INCENTIVISE
    }

    /** What it should do to people, in order. */
    public enum Phase {
        KNOW,
        WANT,
        LEARN,
        DO,
        KEEP
    }

    /** How it reaches people. A builder uses those that it knows; later ones come at the end. */
    @MayGrow
    public enum Channel {
        /** A mail to each person of the audience. */
        EMAIL,
        /** The messenger gets ready-made words and says them. */
        HAND_OVER,
        /** One message into each chat of the organisation, for whoever reads it, whatever the audience. Since 1.3. */
        CHAT,
        /** A note to each person of the audience inside the product. Since 1.3. */
        IN_APP,
        /** An invitation to each person of the audience, for their own calendars. Since 1.3. */
        CALENDAR
    }

    /**
     * One message to one audience.
     *
     * @param id stable within the plan
     * @param audienceId of the context
     * @param purpose why it is taken
     * @param phase what it should do to people
     * @param messenger who says it
     * @param channel how it reaches people
     * @param subject one line, at most 120 characters
     * @param words plain text, at most 4,000 characters
     * @param on the day it is said
     * @param reason why this, why by this messenger: one or two sentences
     * @param measure what will show that it worked
     */
    public record Step(
            String id,
            String audienceId,
            Purpose purpose,
            Phase phase,
            Messenger messenger,
            Channel channel,
            LocalDate on,
            String subject,
            String words,
            String reason,
            Measure measure) {}

    /**
     * What will show that a step worked.
     *
     * @param metric one of the take-up figures that the platform counts
     * @param days how long after the step it is read
     */
    public record Measure(Metric metric, int days) {}

    /** The take-up figures of the platform. */
    @MayGrow
    public enum Metric {
        ENROLLED,
        STARTED,
        ACTIVE,
        FINISHED
    }
}
