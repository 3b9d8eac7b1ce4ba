package org.takeup.effect;

import com.mongodb.MongoInterruptedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.disclosure.ShownGroups;
import org.takeup.effect.EffectStore.Run;
import org.takeup.effect.Measured.State;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.learning.Group;
import org.takeup.learning.Histories;
import org.takeup.learning.Overview;
import org.takeup.learning.TakeUps;
import org.takeup.people.People;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.plan.Plans;
import org.takeup.plan.voice.Worth;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.reach.Reaches;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * What is expected of steps of plans, and what they came to. Comparing reads much and is done by a job; pages show what it has
 * stored. Thread-safe; calls block on the store.
 */
public final class Effects implements Worth {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(HypothesisStore.HYPOTHESES, EffectStore.EFFECTS, EffectStore.PEOPLE, EffectStore.RUNS);

    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);
    private static final String JOB = "step-effects";
    private static final String AFTER_IMPORT = "step-effects-after-import";
    /** Plans that are read at once by who goes through all of them. */
    static final int PAGE = 50;

    private final Plans plans;
    private final TakeUps takeUps;
    private final Groups groups;
    private final Comparing comparing;
    private final TenantJobs jobs;

    public Effects(Plans plans, People people, Reaches reaches, TakeUps takeUps, ShownGroups shown, TenantJobs jobs) {
        this.plans = plans;
        this.takeUps = takeUps;
        this.groups = new Groups(plans, people, reaches, new Histories(people));
        this.comparing = new Comparing(groups, shown);
        shown.register(Comparing.STEP, new ShownSteps());
        this.jobs = jobs;
        jobs.register(JOB, (workspace, payload) -> compute(workspace, payload.getString("plan")));
        jobs.register(AFTER_IMPORT, this::computeAll);
    }

    /** From now on, whatever can be compared is compared when learning data has come in. Called while wiring. */
    public void computeAfterImports(Events events) {
        events.listen((workspace, event) -> {
            if (event.kind() == Event.Kind.LEARNING_SYNCED) {
                jobs.add(workspace, AFTER_IMPORT, new Document("pass", RandomCode.hex(8)));
            }
        });
    }

    /**
     * One job goes through all plans in the order of their ids, however many are due. It goes on behind the last page that it
     * was done with, and with the plan that it was at.
     */
    private void computeAll(Workspace workspace, Document payload) throws InterruptedException {
        String pass = payload.get("pass", AFTER_IMPORT);
        var store = new EffectStore(workspace);
        List<Plan> page = plans.behind(workspace, store.passed(pass), PAGE);
        while (!page.isEmpty()) {
            Optional<Instant> learning = learning(workspace);
            for (Plan plan : page) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("Between two plans");
                }
                if (mayCompute(workspace, store, plan, pass, learning)) {
                    compute(workspace, plan.id());
                }
            }
            String last = page.getLast().id();
            store.passed(pass, last, workspace.clock().instant());
            page = page.size() < PAGE ? List.of() : plans.behind(workspace, last, PAGE);
        }
        store.passedAll(pass);
    }

    /** One that is being computed by somebody else goes on as it is: what it does not see yet stays due. */
    private boolean mayCompute(
            Workspace workspace, EffectStore store, Plan plan, String pass, Optional<Instant> learning) {
        boolean due =
                !known(workspace, plan, learning).due(workspace, plan.times()).isEmpty();
        return (due && store.begin(plan.id(), pass, workspace.clock().instant())) || store.isBegunBy(plan.id(), pass);
    }

    /**
     * A step with what is expected and what it came to.
     *
     * @param frozen whether the hypothesis stays as it is, because the step has gone out
     * @param says how far it is, in a sentence; empty once there is a result
     * @param measured what it came to
     */
    public record Line(
            PlanStep step,
            Hypothesis hypothesis,
            boolean frozen,
            State state,
            String says,
            Optional<Measured> measured) {}

    /**
     * Some steps of a plan, by date.
     *
     * @param next id of the first step that comes after these, if there are more
     * @param due how many steps of the plan can be computed, or computed anew with newer learning data
     */
    public record OfPlan(Plan plan, List<Line> lines, Optional<String> next, int due, Optional<Progress> progress) {}

    /** How far a computation is. */
    public record Progress(String state, int done, int total, Instant at) {
        /** Whether it is under way. */
        public boolean running() {
            return state.equals(Run.State.RUNNING.name());
        }
    }

    /**
     * What the steps of a plan came to.
     *
     * @param from id of the first step to show; the first of all if empty, or if there is none with this id
     * @param most how many
     * @throws Problem 404 if there is no such plan
     */
    public OfPlan ofPlan(Workspace workspace, String planId, String from, int most) {
        Plan plan = plans.require(workspace, planId);
        var store = new EffectStore(workspace);
        Known known = known(workspace, plan);
        List<PlanStep> times = plan.times();
        int first = 0;
        for (int i = 0; i < times.size(); i++) {
            if (times.get(i).id().equals(from)) {
                first = i;
            }
        }
        int end = Math.min(times.size(), first + most);
        Optional<String> next = end < times.size() ? Optional.of(times.get(end).id()) : Optional.empty();
        return new OfPlan(
                plan,
                times.subList(first, end).stream()
                        .map(step -> known.line(workspace, plan, step))
                        .toList(),
                next,
                known.due(workspace, times).size(),
                store.run(planId).map(run -> new Progress(run.state().name(), run.done(), run.total(), run.at())));
    }

    private Known known(Workspace workspace, Plan plan) {
        return known(workspace, plan, learning(workspace));
    }

    private Optional<Instant> learning(Workspace workspace) {
        return takeUps.overview(workspace).map(Overview::counted);
    }

    private Known known(Workspace workspace, Plan plan, Optional<Instant> learning) {
        return new Known(
                plans.progress(workspace, plan.id()),
                new HypothesisStore(workspace).ofPlan(plan.id()),
                new EffectStore(workspace).ofPlan(plan.id()),
                learning);
    }

    /** What is expected of a step. @throws Problem 404 if there is no such plan or step */
    public Hypothesis hypothesis(Workspace workspace, String planId, String stepId) {
        Plan plan = plans.require(workspace, planId);
        PlanStep step = plan.step(PlanStep.ofTime(stepId)).orElseThrow(Problem::notFound);
        return new HypothesisStore(workspace)
                .find(step.id())
                .filter(each -> each.planId().equals(planId))
                .orElseGet(() -> Hypothesis.usual(planId, step));
    }

    /**
     * Says what is expected of a step.
     *
     * @param seen the version that the change is made to; 0 for what a step has by itself
     * @throws Problem 404 as above, 409 once the step has gone out, 422 naming every part that does not fit
     * @throws Changed if somebody else was faster
     */
    public Hypothesis expect(Workspace workspace, String planId, String stepId, long seen, HypothesisEntry entry) {
        Hypothesis now = hypothesis(workspace, planId, stepId);
        if (plans.progress(workspace, planId).containsKey(now.stepId())) {
            throw new Problem(
                    409,
                    "hypothesis-frozen",
                    "This step has gone out, and what was expected of it stays as it is.",
                    "Whoever says afterwards what they expected is always right. Say it for the next step.");
        }
        if (now.version() != seen) {
            throw new Changed("hypothesis");
        }
        Hypothesis next =
                entry.after(now, courses(workspace).stream().map(Group::key).collect(Collectors.toSet()));
        if (!new HypothesisStore(workspace).put(next)) {
            throw new Changed("hypothesis");
        }
        return next;
    }

    /** Courses that a hypothesis can be about. */
    public List<Group> courses(Workspace workspace) {
        return takeUps.overview(workspace).map(Overview::courses).orElse(List.of());
    }

    /**
     * Has the steps of a plan compared that can be; does nothing if there are none.
     *
     * @throws Problem 404 if there is no such plan, 409 if that is under way
     */
    public void start(Workspace workspace, String planId) {
        if (!begun(workspace, plans.require(workspace, planId))) {
            throw new Problem(
                    409,
                    "effect-running",
                    "This plan is being computed already.",
                    "Look again in a moment, or cancel it first.");
        }
    }

    /** @return false if it is under way already */
    private boolean begun(Workspace workspace, Plan plan) {
        var store = new EffectStore(workspace);
        if (known(workspace, plan).due(workspace, plan.times()).isEmpty()) {
            return store.run(plan.id()).filter(Run::running).isEmpty();
        }
        if (!store.begin(plan.id(), "", workspace.clock().instant())) {
            return false;
        }
        jobs.add(workspace, JOB, new Document("plan", plan.id()));
        return true;
    }

    /** Stops a computation after the step that it is at. Changes nothing if there is none. @throws Problem 404 */
    public void cancel(Workspace workspace, String planId) {
        plans.require(workspace, planId);
        new EffectStore(workspace)
                .end(planId, Run.State.CANCELLED, workspace.clock().instant());
    }

    private void compute(Workspace workspace, String planId) throws InterruptedException {
        var store = new EffectStore(workspace);
        try {
            computeDue(workspace, store, planId);
        } catch (MongoInterruptedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("The steps of plan {} cannot be compared", planId, e);
            store.end(planId, Run.State.FAILED, workspace.clock().instant());
        }
    }

    private void computeDue(Workspace workspace, EffectStore store, String planId) throws InterruptedException {
        Optional<Plan> found = plans.find(workspace, planId);
        if (found.isPresent()) {
            Plan plan = found.get();
            Known known = known(workspace, plan);
            List<PlanStep> due = known.due(workspace, plan.times());
            Set<String> touched = due.isEmpty() ? Set.of() : groups.touched(workspace, plan);
            for (int done = 0; done < due.size(); done++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("Between two steps");
                }
                if (!store.goOn(planId, done, due.size(), workspace.clock().instant())) {
                    return;
                }
                PlanStep step = due.get(done);
                comparing.measure(
                        workspace,
                        new Comparing.Due(
                                plan,
                                step,
                                known.outOf(step),
                                known.hypothesis(plan, step),
                                known.learning().orElseThrow(),
                                touched));
            }
            store.goOn(planId, due.size(), due.size(), workspace.clock().instant());
        }
        store.end(planId, Run.State.DONE, workspace.clock().instant());
    }

    /** What all measured steps of a workspace say. @param measured how many steps */
    public record Sum(League league, List<StopDoing.Stop> stops, int measured) {}

    /** Messengers by what their steps came to, and what to stop. */
    public Sum sum(Workspace workspace) {
        var store = new EffectStore(workspace);
        List<Measured> shown = store.latest(State.SHOWN);
        return new Sum(league(shown, store.latest(State.TOO_FEW)), StopDoing.of(shown), shown.size());
    }

    private static League league(List<Measured> shown, List<Measured> tooFew) {
        var steps = new ArrayList<League.Step>();
        shown.forEach(each -> each.figures()
                .filter(figures -> figures.basis().compares())
                .ifPresent(figures -> figures.error()
                        .ifPresent(error -> steps.add(new League.Step(
                                each.messenger(),
                                figures.difference(),
                                error,
                                figures.basis().tellsCauses())))));
        var asked = new HashMap<Messenger, League.Asked>();
        java.util.stream.Stream.concat(shown.stream(), tooFew.stream())
                .filter(each -> each.channel() == PlanDraft.Channel.HAND_OVER)
                .forEach(each -> asked.merge(
                        each.messenger(),
                        new League.Asked(each.asked(), Math.min(each.asked(), each.said())),
                        League.Asked::plus));
        return League.of(steps, asked);
    }

    @Override
    public Map<Messenger, Worth.Factor> of(Workspace workspace) {
        return Factors.of(league(new EffectStore(workspace).latest(State.SHOWN), List.of()));
    }
}
