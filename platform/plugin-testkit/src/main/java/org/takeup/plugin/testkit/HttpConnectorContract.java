package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.ConnectorProfile;
import org.takeup.plugin.api.lms.LmsConnector;

/**
 * What a packed connector that reads over HTTP has to keep to. Use it with a small system of several pages, so that the
 * kit can break it at each call:
 *
 * <pre>{@code
 * class MyConnectorContractIT extends HttpConnectorContract {
 *     @Override protected Map<String, String> settings() { return Map.of("url", "https://lms.example.com"); }
 *     @Override protected ScriptedPeer sample() { return ScriptedPeer.empty().with("/people?page=1", "..."); }
 * }
 * }</pre>
 */
public abstract class HttpConnectorContract extends ConnectorContract {
    /** A value to give to secrets in {@link #settings}: the kit fails a connector whose messages show it. */
    public static final String SECRET = "kit-secret-7f3a91";

    protected HttpConnectorContract() {
        this(PackedPlugin.find());
    }

    /** For another package than the one that the build has made. */
    protected HttpConnectorContract(PackedPlugin plugin) {
        super(plugin);
    }

    /** A system with at least two pages that give at least one record. */
    protected abstract ScriptedPeer sample();

    @Override
    void checkProfile(ConnectorProfile profile, Rules rules) {
        rules.require(profile.source() == ConnectorProfile.Source.HTTP, "its source is HTTP");
        rules.require(profile.uploadTypes().isEmpty(), "a connector over HTTP names no upload types");
    }

    @Override
    ConnectorContext context(Map<String, String> settings) {
        return new ConnectorContext(settings, Optional.empty(), sample());
    }

    @Test
    public void aReadingThatEndsWellHasReadAllWhateverTheOtherSideDoes() throws Exception {
        for (LmsConnector connector : extensions()) {
            assertEquals("", String.join("\n", new PeerTrials(connector, sample(), handedOver()).broken()));
        }
    }

    @Test
    public void onlyHostsOfTheManifestAndOfSettingsAreCalled() throws Exception {
        List<String> named = Arrays.stream(property("plugin.hosts").split(","))
                .map(String::strip)
                .toList();
        for (LmsConnector connector : extensions()) {
            Map<String, String> settings = handedOver();
            for (String host : new PeerTrials(connector, sample(), settings).hosts()) {
                boolean set = settings.values().stream().anyMatch(value -> isAddressOf(value, host));
                boolean wild =
                        named.stream().anyMatch(name -> name.startsWith("*.") && host.endsWith(name.substring(1)));
                assertTrue(set || wild || named.contains(host), host + " is in no setting and not in plugin.hosts");
            }
        }
    }

    @Override
    Object results(LmsConnector connector) throws Exception {
        RecordedSink sink = new RecordedSink();
        connector.read(context(handedOver()), sink);
        return List.of(connector.profile(), sink.records(), sink.rejections());
    }

    private static boolean isAddressOf(String setting, String host) {
        try {
            return host.equals(URI.create(setting).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
