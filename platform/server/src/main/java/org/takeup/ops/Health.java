package org.takeup.ops;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this node can do its work, and if not, what is missing. Thread-safe. */
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    /** What a check says when all is well. */
    public static final String OK = "ok";

    private final Map<String, Supplier<String>> needed = new LinkedHashMap<>();
    private final Map<String, Supplier<String>> informal = new LinkedHashMap<>();
    private volatile boolean started;
    private volatile boolean draining;

    /**
     * How this node is.
     *
     * @param ready whether requests should come here
     * @param checks what each part says; {@value #OK} or a few words
     */
    public record State(boolean ready, Map<String, String> checks) {}

    /** Adds a part that the node cannot work without. While wiring only. It may block for a second or two. */
    public void need(String part, Supplier<String> check) {
        needed.put(part, check);
    }

    /** Adds a part whose state is shown and does not count. While wiring only. */
    public void show(String part, Supplier<String> check) {
        informal.put(part, check);
    }

    /** The node serves. */
    public void started() {
        started = true;
    }

    /** The node finishes what it has and takes no more. */
    public void draining() {
        draining = true;
    }

    /** Asks every part. Blocks while they look. */
    public State state() {
        var checks = new LinkedHashMap<String, String>();
        checks.put("node", draining ? "draining" : started ? OK : "starting");
        if (started && !draining) {
            needed.forEach((part, check) -> checks.put(part, ask(part, check)));
        }
        boolean ready = checks.values().stream().allMatch(OK::equals);
        informal.forEach((part, check) -> checks.put(part, ask(part, check)));
        return new State(ready, checks);
    }

    private static String ask(String part, Supplier<String> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            LOG.warn("The {} is not ready: {}", part, e.getMessage());
            return "does not answer";
        }
    }
}
