package org.takeup.plan;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.calendar.Feed;
import org.takeup.calendar.FeedSource;
import org.takeup.calendar.Feeds;
import org.takeup.tenant.Workspace;

/** What plans put into calendars: for planners when each step is planned, for everybody what they are asked to say. */
public final class PlanFeeds {
    private PlanFeeds() {}

    /** Has the feeds know of plans. While wiring. */
    public static void register(Feeds feeds) {
        feeds.register(Feed.Kind.PLAN, new OfPlan());
        feeds.register(Feed.Kind.OWN, new OfPerson());
    }

    private static FeedSource.Item item(
            Workspace workspace, PlanStep step, String uid, String summary, String description, String link) {
        Instant begins = Dispatch.at(workspace, step);
        return new FeedSource.Item(
                uid + step.id() + "@takeup",
                begins,
                begins.plus(Dispatch.LASTS),
                summary,
                description,
                Optional.of(link));
    }

    /** Every planned step. Who is meant and what is said stands on the page alone, behind the sign-in. */
    private static final class OfPlan implements FeedSource {
        @Override
        public List<Item> items(Workspace workspace, Feed feed, String base) {
            return new PlanStore(workspace)
                    .find(feed.subject())
                    .map(plan -> plan.steps().stream()
                            .map(step -> item(
                                    workspace,
                                    step,
                                    "step-",
                                    step.subject(),
                                    Words.of(step.channel()),
                                    base + "/plans/" + plan.id()))
                            .toList())
                    .orElse(List.of());
        }

        @Override
        public Map<String, String> subjects(Workspace workspace) {
            var titles = new LinkedHashMap<String, String>();
            new PlanStore(workspace).latest().forEach(plan -> titles.put(plan.id(), plan.title()));
            return titles;
        }

        @Override
        public Optional<String> title(Workspace workspace, String subject) {
            return new PlanStore(workspace).find(subject).map(Plan::title);
        }
    }

    /** What somebody was asked to say by name; what a mailbox was asked is nobody's own. */
    private static final class OfPerson implements FeedSource {
        @Override
        public List<Item> items(Workspace workspace, Feed feed, String base) {
            var words = HandOvers.WORDS.in(workspace.settings().language());
            return HandOvers.steps(workspace, Set.of(feed.person())).values().stream()
                    .map(Wording.ToSay::step)
                    .map(step -> item(
                            workspace,
                            step,
                            "say-",
                            words.say("calendar.summary", "subject", step.subject()),
                            words.say("calendar.description"),
                            base + "/hand-over/" + step.id()))
                    .toList();
        }

        @Override
        public Map<String, String> subjects(Workspace workspace) {
            return Map.of();
        }

        @Override
        public Optional<String> title(Workspace workspace, String subject) {
            return Optional.empty();
        }
    }
}
