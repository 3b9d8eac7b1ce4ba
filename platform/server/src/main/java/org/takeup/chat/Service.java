package org.takeup.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A service with chats, and the hosts of its incoming webhooks. */
public enum Service {
    SLACK("Slack", "hooks.slack.com"),
    /** The connectors of Office 365, and the workflows of Power Automate that replace them. */
    TEAMS("Microsoft Teams", "*.webhook.office.com", "*.logic.azure.com");

    private final String label;
    private final List<String> hosts;

    Service(String label, String... hosts) {
        this.label = label;
        this.hosts = List.of(hosts);
    }

    public String label() {
        return label;
    }

    /** The hosts in words: a star stands for any name below the rest. */
    public List<String> hosts() {
        return hosts;
    }

    /** The service that this host belongs to, if it is one of these. */
    static Optional<Service> of(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(service -> service.hosts.stream().anyMatch(pattern -> fits(name, pattern)))
                .findFirst();
    }

    private static boolean fits(String host, String pattern) {
        return pattern.startsWith("*") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }

    /** The message as this service wants it, as JSON. */
    byte[] payload(ChatMessage message) {
        return switch (this) {
            case SLACK -> SlackBlocks.of(message);
            case TEAMS -> TeamsCard.of(message);
        };
    }
}
