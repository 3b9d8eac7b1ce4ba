package org.takeup.chat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.chat.ChatComposer.Composed;
import org.takeup.delivery.MailState;
import org.takeup.delivery.Outbox;
import org.takeup.delivery.Tally;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.plugin.egress.Egress;
import org.takeup.store.CollectionSpec;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.JobRunner.Progress;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * The chats of workspaces, and what is sent to them: at most once, also when the process is killed half-way. Thread-safe;
 * calls block on the store.
 */
public final class Chats {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(HookStore.HOOKS, PostStore.POSTS);

    /** How many a workspace may have. */
    public static final int MOST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Chats.class);
    private static final String JOB = "chat";
    private static final String TRIAL = "chat-trial";
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(20);
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_URL = 2_000;
    private static final int MOST_SHOWN = 100;

    private final Egress egress;
    private final TenantJobs jobs;
    private final ChatCourier courier;

    /**
     * @param egress that lets out what the operator lets webhooks reach
     * @param heldUntil the end of a workspace's quiet hours, if they are now
     */
    public Chats(Egress egress, TenantJobs jobs, Function<Workspace, Optional<Instant>> heldUntil) {
        this.egress = egress;
        this.jobs = jobs;
        this.courier = new ChatCourier(egress, heldUntil);
        courier.register(TRIAL, (workspace, reference) -> trial(workspace));
        jobs.registerQueue(JOB, (workspace, ignored, progress) -> run(workspace, progress));
    }

    private static Composed trial(Workspace workspace) {
        return new Composed.Ready(new ChatMessage(
                "Takeup can write here",
                "This is a trial from " + workspace.tenant().name() + ". Nothing is asked of you.",
                Optional.empty()));
    }

    private void run(Workspace workspace, Progress progress) throws Later, InterruptedException {
        try {
            courier.run(workspace, progress);
        } catch (RuntimeException e) {
            // Messages must not end in a job that was set aside: they have a schedule of their own.
            LOG.warn("Chats cannot be written to now", e);
            throw new Later("Chats cannot be written to now", AFTER_TROUBLE);
        }
    }

    /** Says who writes the messages of a kind. While wiring. */
    public void register(String kind, ChatComposer composer) {
        courier.register(kind, composer);
    }

    /**
     * Adds one message for each chat of the workspace, however many people are in it. Doing it twice for the same kind and
     * reference changes nothing.
     *
     * @param reference what the composer needs to find its matter again
     * @return to how many chats it goes
     */
    public int send(Workspace workspace, String kind, String reference) {
        List<ChatHook> hooks = list(workspace);
        hooks.forEach(hook -> add(workspace, hook.id(), kind, reference));
        if (!hooks.isEmpty()) {
            jobs.add(workspace, JOB, new Document());
        }
        return hooks.size();
    }

    private static void add(Workspace workspace, String hook, String kind, String reference) {
        String id = PostStore.idOf(workspace.tenant().id(), kind, reference, hook);
        new PostStore(workspace)
                .add(id, hook, kind, reference, workspace.clock().instant());
    }

    /** How many messages of each of these references are in each state; those without messages are left out. */
    public Map<String, Tally> tallies(Workspace workspace, Collection<String> references) {
        return references.isEmpty() ? Map.of() : new PostStore(workspace).tallies(references);
    }

    /** How many messages are in each state. */
    Tally tally(Workspace workspace) {
        return new PostStore(workspace).tally();
    }

    /** All chats, the oldest first. */
    public List<ChatHook> list(Workspace workspace) {
        return new HookStore(workspace).all(MOST);
    }

    /** The latest messages in this state. */
    List<ChatPost> inState(Workspace workspace, MailState state) {
        return new PostStore(workspace).latest(state, MOST_SHOWN);
    }

    /**
     * Adds a chat.
     *
     * @param service which one it is; the address must be one of its own, or of a host that the operator named
     * @throws Problem 422 naming what does not fit, 409 if there are {@value #MOST} already
     */
    ChatHook make(Workspace workspace, Caller by, Service service, @Nullable String name, @Nullable String url) {
        var wrong = new ArrayList<Problem.Field>();
        String cleanName = Plain.line(name, "name", LONGEST_NAME, true, wrong);
        String address = Plain.line(url, "url", LONGEST_URL, true, wrong);
        wrongAddress(service, address).ifPresent(sentence -> wrong.add(new Problem.Field("url", sentence)));
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        var store = new HookStore(workspace);
        if (store.all(MOST).size() >= MOST) {
            throw new Problem(
                    409, "too-many-chats", "The workspace has " + MOST + " chats.", "Take away one that is not used.");
        }
        String id = RandomCode.hex(8);
        store.add(
                id,
                service,
                cleanName,
                address,
                by.personId(),
                workspace.clock().instant());
        return store.find(id).orElseThrow(Problem::notFound);
    }

    private Optional<String> wrongAddress(Service service, String address) {
        if (address.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> wrong = egress.wrong(address);
        if (wrong.isPresent()) {
            return wrong;
        }
        String host = String.valueOf(URI.create(address).getHost());
        boolean its = Service.of(host).filter(service::equals).isPresent();
        return its || egress.namedByOperator(address)
                ? Optional.empty()
                : Optional.of("Addresses of " + service.label() + " are at "
                        + String.join(" or ", service.hosts())
                        + ". The operator of this platform can allow others.");
    }

    /** Takes a chat away; what waits for it is given up. @throws Problem not found */
    void remove(Workspace workspace, String id) {
        if (!new HookStore(workspace).remove(id)) {
            throw Problem.notFound();
        }
        new PostStore(workspace)
                .giveUp(id, "The chat was taken away.", workspace.clock().instant());
    }

    /** Sends a trial to one chat. @throws Problem not found */
    void tryOut(Workspace workspace, String id) {
        ChatHook hook = new HookStore(workspace).find(id).orElseThrow(Problem::notFound);
        add(workspace, hook.id(), TRIAL, "trial/" + RandomCode.hex(8));
        jobs.add(workspace, JOB, new Document());
    }

    /**
     * Decides about a message that failed or is in doubt.
     *
     * @throws Problem 404 for an unknown id, 409 if there is nothing to decide
     */
    void decide(Workspace workspace, String id, Outbox.Decision decision) {
        var store = new PostStore(workspace);
        if (store.find(id).isEmpty()) {
            throw Problem.notFound();
        }
        Instant now = workspace.clock().instant();
        Set<MailState> open = EnumSet.of(MailState.UNSURE, MailState.FAILED);
        boolean done = switch (decision) {
            case SEND_AGAIN -> store.decide(id, open, MailState.QUEUED, "", now);
            case LEAVE ->
                store.decide(id, EnumSet.of(MailState.UNSURE), MailState.SENT, "Taken as arrived by a person.", now);
        };
        if (!done) {
            throw new Problem(
                    409,
                    "chat-decided",
                    "There is nothing to decide about this message.",
                    "Only a message that failed or is in doubt can be sent again; reload the page.");
        }
        jobs.add(workspace, JOB, new Document());
    }
}
