package org.takeup.business;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * A launch as it came in: on the results of readiness surveys, or without and why.
 *
 * @param waves ids of the surveys
 * @param waiver why it is launched without
 */
public record LaunchEntry(
        @Nullable List<String> waves, @Nullable String waiver) {
    static final int LONGEST_WAIVER = 300;

    /**
     * @param programme that is to be launched
     * @param ready surveys with results that count
     * @throws Problem 422 naming what is missing and what to do
     */
    Launch checked(Programme programme, List<Readiness.Result> ready, Workspace workspace, Caller caller) {
        var wrong = new ArrayList<Problem.Field>();
        programme
                .launch()
                .ifPresent(launch -> wrong.add(new Problem.Field(
                        "waves", "It is launched already, since " + launch.day() + ". Take that back first.")));
        if (programme.sponsor().isEmpty()) {
            wrong.add(new Problem.Field(
                    "sponsor", "Nobody stands up for it yet. Change the programme and name a sponsor first."));
        }
        String why = Plain.repeatable(Plain.text(waiver, "waiver", LONGEST_WAIVER, false, wrong), "waiver", wrong);
        List<String> chosen = waves == null
                ? List.of()
                : waves.stream().filter(Objects::nonNull).distinct().toList();
        List<Readiness.Result> rests =
                ready.stream().filter(each -> chosen.contains(each.wave())).toList();
        if (rests.size() < chosen.size()) {
            wrong.add(new Problem.Field(
                    "waves",
                    "One of these is no readiness survey that is over and that enough people have answered."
                            + " Choose from the list."));
        } else if (rests.isEmpty() && why.isEmpty()) {
            wrong.add(new Problem.Field("waves", Readiness.WHAT_TO_DO));
        } else if (!rests.isEmpty() && !why.isEmpty()) {
            wrong.add(new Problem.Field("waiver", "Leave this empty: it is launched on the results of a survey."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new Launch(
                workspace.today(),
                caller.name(),
                workspace.clock().instant(),
                rests.stream()
                        .map(each -> new Launch.Rest(each.wave(), each.title(), each.n(), each.score()))
                        .toList(),
                why);
    }
}
