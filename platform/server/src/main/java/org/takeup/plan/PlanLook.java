package org.takeup.plan;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.plugin.api.plan.PlanDraft;

/**
 * Which steps of a plan a page shows, and how. Everything is in the address, so that it works without script and can be
 * sent to somebody.
 *
 * @param audience a stakeholder's id, or empty for all
 * @param messenger a constant's name, or empty for all
 * @param channel a constant's name, or empty for all
 * @param owner a person's id, or empty for all
 * @param byState whether a board's columns are states instead of phases
 * @param page from 1
 */
public record PlanLook(
        View view, String audience, String messenger, String channel, String owner, boolean byState, int page) {
    /** Steps on a page: few enough for a phone. */
    static final int PAGE = 50;

    private static final int LONGEST = 64;

    /** How steps are shown. */
    public enum View {
        LIST("List"),
        BOARD("Board"),
        TIMELINE("Timeline");

        private final String label;

        View(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A column of the board. */
    public record Column(String label, List<PlanView.StepView> steps) {}

    static PlanLook of(Exchange exchange) {
        return of(
                exchange.query("view").orElse(""),
                exchange.query("audience").orElse(""),
                exchange.query("messenger").orElse(""),
                exchange.query("channel").orElse(""),
                exchange.query("owner").orElse(""),
                exchange.query("by").orElse(""),
                exchange.query("page").orElse(""));
    }

    /** Back to where a form was sent from. */
    static String back(Form form) {
        return of(
                        form.text("view").orElse(""),
                        form.text("audience").orElse(""),
                        form.text("filterMessenger").orElse(""),
                        form.text("filterChannel").orElse(""),
                        form.text("filterOwner").orElse(""),
                        form.text("by").orElse(""),
                        form.text("page").orElse(""))
                .query();
    }

    private static PlanLook of(
            String view, String audience, String messenger, String channel, String owner, String by, String page) {
        View chosen = View.LIST;
        for (View each : View.values()) {
            chosen = each.word().equals(view) ? each : chosen;
        }
        int number = page.matches("\\d{1,4}") ? Math.max(1, Integer.parseInt(page)) : 1;
        return new PlanLook(
                chosen, cut(audience), cut(messenger), cut(channel), cut(owner), by.equals("state"), number);
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? "" : text;
    }

    /** Whether a filter leaves something out. */
    public boolean narrows() {
        return !(audience + messenger + channel + owner).isEmpty();
    }

    boolean shows(PlanView.StepView step) {
        return (audience.isEmpty() || step.audienceId().equals(audience))
                && (messenger.isEmpty() || step.messenger().name().equals(messenger))
                && (channel.isEmpty() || step.channel().name().equals(channel))
                && (owner.isEmpty()
                        || step.planned()
                                .owner()
                                .filter(one -> one.id().equals(owner))
                                .isPresent());
    }

    /** The same in another view, from its first page. */
    public PlanLook in(View other) {
        return new PlanLook(other, audience, messenger, channel, owner, byState, 1);
    }

    public PlanLook at(int other) {
        return new PlanLook(view, audience, messenger, channel, owner, byState, other);
    }

    public PlanLook byState(boolean state) {
        return new PlanLook(view, audience, messenger, channel, owner, state, 1);
    }

    /** As the query of an address, with its question mark; empty for what is shown without one. */
    public String query() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("view", view == View.LIST ? "" : view.word());
        parts.put("audience", audience);
        parts.put("messenger", messenger);
        parts.put("channel", channel);
        parts.put("owner", owner);
        parts.put("by", byState ? "state" : "");
        parts.put("page", page == 1 ? "" : Integer.toString(page));
        var written = new ArrayList<String>();
        parts.forEach((name, value) -> {
            if (!value.isEmpty()) {
                written.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return written.isEmpty() ? "" : "?" + String.join("&", written);
    }

    /** The columns of a board: all phases in their order, or the states that there are. */
    List<Column> columns(List<PlanView.StepView> steps) {
        if (byState) {
            Map<PlanView.Status, List<PlanView.StepView>> all = new TreeMap<>();
            steps.forEach(step ->
                    all.computeIfAbsent(step.status(), key -> new ArrayList<>()).add(step));
            return all.entrySet().stream()
                    .map(each -> new Column(each.getKey().label(), each.getValue()))
                    .toList();
        }
        Map<PlanDraft.Phase, List<PlanView.StepView>> all = new TreeMap<>();
        for (PlanDraft.Phase phase : PlanDraft.Phase.values()) {
            all.put(phase, new ArrayList<>());
        }
        steps.forEach(step ->
                all.computeIfAbsent(step.phase(), key -> new ArrayList<>()).add(step));
        return all.entrySet().stream()
                .map(each -> new Column(Words.of(each.getKey()), each.getValue()))
                .toList();
    }
}
