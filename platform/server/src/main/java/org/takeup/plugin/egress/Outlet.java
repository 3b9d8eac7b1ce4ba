package org.takeup.plugin.egress;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.api.http.HttpRefused.Reason;
import org.takeup.plugin.api.http.PluginHttp;
import org.takeup.plugin.egress.Egress.Machine;
import org.takeup.plugin.packaging.settings.Destination;
import org.takeup.tenant.Workspace;

/** The HTTP of one call of a plugin, or of the platform itself, until it is closed. Thread-safe. */
public final class Outlet implements PluginHttp, AutoCloseable {
    private final Machine machine;
    private final Workspace workspace;
    private final String plugin;
    private final HostRules rules;
    private final Semaphore places;
    private final Lookup lookup;
    private final Wire wire;
    private final AtomicInteger calls = new AtomicInteger();
    private final Manner manner;
    private volatile boolean closed;
    private volatile boolean spoke;

    /** How calls are made. */
    enum Manner {
        /** With redirects, each hop on record. */
        PLUGIN,
        /** One hop, and none on record. */
        PLATFORM
    }

    Outlet(Machine machine, Workspace workspace, String plugin, HostRules rules, Semaphore places, Manner manner) {
        this.manner = manner;
        this.machine = machine;
        this.workspace = workspace;
        this.plugin = plugin;
        this.rules = rules;
        this.places = places;
        this.lookup = new Lookup(machine.resolver(), machine.privateHosts());
        this.wire = machine.wire();
    }

    @Override
    public HttpAnswer send(HttpCall call) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limits().total().toNanos();
        refuseBeyondRecord();
        HttpCall next = call;
        for (int redirects = 0; redirects <= Redirects.MOST; redirects++) {
            HttpAnswer answer = recorded(next, deadline);
            Optional<HttpCall> further = manner == Manner.PLATFORM ? Optional.empty() : Redirects.next(next, answer);
            if (further.isEmpty()) {
                return answer;
            }
            next = further.get();
        }
        throw new HttpRefused(Reason.LIMIT, "The call was redirected more than " + Redirects.MOST + " times.");
    }

    /** One hop, on record whatever becomes of it. */
    private HttpAnswer recorded(HttpCall call, long deadline) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String outcome = "stopped";
        long bytes = 0;
        try {
            HttpAnswer answer = checked(call, deadline);
            outcome = String.valueOf(answer.status());
            bytes = answer.body().length;
            return answer;
        } catch (HttpRefused e) {
            outcome = "refused " + e.reason();
            throw e;
        } catch (HttpFailed e) {
            outcome = "failed";
            throw e;
        } finally {
            long nanos = System.nanoTime() - begun;
            machine.measure(plugin, outcome, nanos);
            if (manner == Manner.PLUGIN) {
                machine.record(workspace, plugin, call, outcome, bytes, nanos);
            }
        }
    }

    private HttpAnswer checked(HttpCall call, long deadline) throws IOException, InterruptedException {
        refuseTooMuch(call);
        Destination to = Destination.of(call.uri());
        rules.check(to);
        awaitPause(to);
        long patience = Math.min(left(deadline), limits().longestWait().toNanos());
        if (!places.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
            throw new HttpRefused(
                    Reason.LIMIT, "The plugin has " + limits().atOnce() + " calls under way; wait for one to end.");
        }
        try {
            HttpAnswer answer = unpacked(sent(to, call, deadline));
            machine.pauses().note(pauseKey(to), answer, now());
            return answer;
        } catch (WireExchange.TooLarge e) {
            throw tooLarge();
        } catch (TimeoutException e) {
            throw new HttpFailed(to.authority() + " did not answer in full within "
                    + limits().total().toSeconds() + " s.");
        } finally {
            places.release();
        }
    }

    /** The first call too many is on record; a plugin that goes on all the same does not fill the record. */
    private void refuseBeyondRecord() throws HttpRefused {
        if (calls.get() > limits().calls()) {
            throw tooMany();
        }
    }

    private void refuseTooMuch(HttpCall call) throws HttpRefused {
        if (calls.incrementAndGet() > limits().calls()) {
            throw tooMany();
        }
        if (closed) {
            throw new HttpRefused(Reason.OVER, "The plugin's call is over, and its HTTP with it.");
        }
        Headers.check(call.headers());
        if (call.body().isPresent() && call.body().get().length > limits().bodyBytes()) {
            throw new HttpRefused(Reason.LIMIT, "A call sends at most " + limits().bodyBytes() / 1024 + " KB.");
        }
    }

    /** Waits for the end of a pause that is near, and says when a long one ends. */
    private void awaitPause(Destination to) throws HttpRefused, InterruptedException {
        Optional<Instant> until = machine.pauses().until(pauseKey(to), now());
        if (until.isEmpty()) {
            return;
        }
        Duration wait = Duration.between(now(), until.get());
        if (wait.compareTo(limits().longestWait()) > 0) {
            throw new HttpRefused(
                    Reason.PAUSED, to.authority() + " asked to be left alone until " + until.get() + ".", until.get());
        }
        machine.waiting().await(wait);
    }

    private HttpAnswer sent(Destination to, HttpCall call, long deadline)
            throws IOException, TimeoutException, InterruptedException {
        var addresses = lookup.checked(to, deadline);
        for (int i = 0; ; i++) {
            try {
                // Until it proves that no connection came about, something may have been said.
                spoke = true;
                return wire.exchange(to, addresses.get(i), call, deadline);
            } catch (Wire.Unreachable e) {
                spoke = false;
                if (Lookup.isUntrusted(e)) {
                    throw new HttpFailed("The certificate of " + to.authority()
                            + " is not trusted, has run out or is another host's.");
                }
                if (i + 1 == addresses.size()) {
                    throw new HttpFailed("No connection to " + to.authority() + " came about.");
                }
            }
        }
    }

    private HttpAnswer unpacked(HttpAnswer answer) throws IOException {
        Optional<String> packing = answer.header("content-encoding").filter(each -> !each.equalsIgnoreCase("identity"));
        if (packing.isEmpty() || answer.body().length == 0) {
            return answer;
        }
        if (!packing.get().strip().equalsIgnoreCase("gzip")) {
            throw new HttpFailed("The answer is packed in a way that was not asked for.");
        }
        Map<String, List<String>> headers = new HashMap<>(answer.headers());
        headers.keySet().removeAll(List.of("content-encoding", "content-length"));
        return new HttpAnswer(answer.status(), headers, gunzip(answer.body()));
    }

    private byte[] gunzip(byte[] packed) throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (out.size() + n > limits().bodyBytes()) {
                    throw new WireExchange.TooLarge();
                }
                out.write(buffer, 0, n);
            }
        } catch (UncheckedIOException | IOException e) {
            throw new HttpFailed("The answer cannot be unpacked.");
        }
        return out.toByteArray();
    }

    private HttpRefused tooMany() {
        return new HttpRefused(
                Reason.LIMIT,
                "The plugin made " + limits().calls() + " calls in one go; ask for larger pages, or go on next time.");
    }

    private HttpRefused tooLarge() {
        return new HttpRefused(
                Reason.LIMIT,
                "The answer has more than " + limits().bodyBytes() / 1024 + " KB; ask for smaller pages.");
    }

    private Pauses.Key pauseKey(Destination to) {
        return new Pauses.Key(workspace.tenant().id(), plugin, to.authority());
    }

    private Limits limits() {
        return machine.limits();
    }

    private Instant now() {
        return workspace.clock().instant();
    }

    static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }

    /** Whether the other side may have heard anything of the last call: false is certain, true is not. */
    public boolean mayHaveBeenHeard() {
        return spoke;
    }

    /** Ends what is under way; every later call is refused. */
    @Override
    public void close() {
        closed = true;
        wire.close();
    }
}
