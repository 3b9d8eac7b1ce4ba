package org.takeup.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.tenant.Workspace;

/** Which times of a plan's steps are due and held back by what they wait for, as it is shown. For one plan at one moment. */
final class HeldBack {
    private static final int MOST_LATE = 500;

    private final Waiting waiting;
    private final Map<String, StepProgress> progress;
    private final boolean goes;
    private final Instant now;
    private final ZoneId zone;
    private final Set<String> late;

    /** @param progress of what has gone out, by the id of the time */
    HeldBack(Workspace workspace, Plan plan, Map<String, StepProgress> progress) {
        this.waiting = new Waiting(plan, progress);
        this.progress = progress;
        this.goes = waiting.any() && plan.isAsApproved();
        this.now = workspace.clock().instant();
        this.zone = workspace.settings().zone();
        this.late = goes
                ? new HandOverStore(workspace)
                        .late(plan.id(), now, MOST_LATE).stream()
                                .map(HandOverStore.Ask::stepId)
                                .collect(Collectors.toSet())
                : Set.of();
    }

    /** Why this time has not gone out although it is due; empty if it is out, not due, or free to go. */
    Optional<PlanView.Held> of(PlanStep time) {
        if (!goes || progress.containsKey(time.id()) || time.due(zone).isAfter(now)) {
            return Optional.empty();
        }
        List<PlanView.Reason> reasons =
                waiting.open(time).stream().map(this::reason).toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new PlanView.Held(time.id(), time.on(), reasons));
    }

    private PlanView.Reason reason(Waiting.Open open) {
        PlanStep before = open.before();
        PlanView.Why why = switch (open.why()) {
            case NOT_OUT -> PlanView.Why.NOT_OUT;
            case NOBODY_ASKED -> PlanView.Why.NOBODY_ASKED;
            case NOT_SAID -> late.contains(before.id()) ? PlanView.Why.SAID_BY_NOBODY : PlanView.Why.NOT_SAID;
        };
        return new PlanView.Reason(before.id(), before.subject(), before.on(), why);
    }
}
