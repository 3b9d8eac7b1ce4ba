package org.takeup.plugin.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.UnreadableSource;
import org.takeup.plugin.testkit.ScriptedPeer.Fault;

/**
 * Lets a connector read from a system that fails in every way at every call. One rule decides: reading that ends without
 * an exception has read all; anything else ends as {@link UnreadableSource}. A part that passes for the whole would make
 * the platform count people as gone.
 */
final class PeerTrials {
    private final LmsConnector connector;
    private final ScriptedPeer sample;
    private final Map<String, String> settings;

    PeerTrials(LmsConnector connector, ScriptedPeer sample, Map<String, String> settings) {
        this.connector = connector;
        this.sample = sample;
        this.settings = settings;
    }

    /** How one reading ended: with all that it gave, and with a refusal or without. */
    private record Reading(List<LearningRecord> records, boolean refused, List<HttpCall> calls) {}

    /** What was broken; empty if nothing was. */
    List<String> broken() throws InterruptedException {
        List<String> broken = new ArrayList<>();
        Reading whole = read("a system that works", sample.failingFrom(Integer.MAX_VALUE, Fault.CUT), broken);
        if (whole.refused() || whole.records().isEmpty()) {
            broken.add("the sample gives no record");
            return broken;
        }
        for (Fault fault : Fault.values()) {
            for (int call = 0; call < whole.calls().size(); call++) {
                String when = fault + " at call " + call;
                judge(when, read(when, sample.failingOnceAt(call, fault), broken), whole, broken);
                String lasting = fault + " from call " + call + " on";
                judge(lasting, read(lasting, sample.failingFrom(call, fault), broken), whole, broken);
                Reading again = read("again after " + lasting, sample.failingFrom(Integer.MAX_VALUE, fault), broken);
                if (again.refused() || !again.records().equals(whole.records())) {
                    broken.add("again after " + lasting + ": does not read what it read before");
                }
                looks(lasting, sample.failingFrom(call, fault), broken);
            }
        }
        return broken;
    }

    /** The hosts that were called while reading the sample. */
    Set<String> hosts() throws InterruptedException {
        Set<String> hosts = new HashSet<>();
        List<String> ignored = new ArrayList<>();
        read("a system that works", sample.failingFrom(Integer.MAX_VALUE, Fault.CUT), ignored)
                .calls()
                .forEach(call -> hosts.add(String.valueOf(call.uri().getHost())));
        return hosts;
    }

    private static void judge(String when, Reading reading, Reading whole, List<String> broken) {
        if (!reading.refused() && !reading.records().equals(whole.records())) {
            broken.add(when + ": reading ended as if all was read, with "
                    + reading.records().size() + " of " + whole.records().size() + " records");
        }
        if (!whole.records().containsAll(reading.records())) {
            broken.add(when + ": gave records that the system does not have");
        }
        if (reading.calls().size() > ScriptedPeer.MOST_CALLS) {
            broken.add(when + ": goes on calling after the platform's limit, or without end");
        }
    }

    private Reading read(String when, ScriptedPeer peer, List<String> broken) throws InterruptedException {
        RecordedSink sink = new RecordedSink();
        boolean refused = false;
        try {
            connector.read(context(peer), sink);
        } catch (UnreadableSource e) {
            refused = true;
            secret(when, String.valueOf(e.getMessage()), broken);
        } catch (RuntimeException | Error e) {
            refused = true;
            broken.add(when + ": read threw " + e);
        }
        return new Reading(sink.records(), refused, peer.calls());
    }

    private void looks(String when, ScriptedPeer peer, List<String> broken) {
        try {
            for (Finding finding : connector.check(context(peer))) {
                finding.message().byLanguage().values().forEach(words -> secret(when, words, broken));
            }
        } catch (RuntimeException | Error e) {
            broken.add(when + ": check threw " + e);
        }
    }

    /** The kit sets each secret to a value that nothing else has. */
    private static void secret(String when, String words, List<String> broken) {
        if (words.contains(HttpConnectorContract.SECRET)) {
            broken.add(when + ": shows a secret");
        }
    }

    private ConnectorContext context(ScriptedPeer peer) {
        return new ConnectorContext(settings, Optional.empty(), peer);
    }
}
