package org.takeup.plan;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 * @param by what a board's columns are
 * @param page from 1
 */
public record PlanLook(
        View view, String audience, String messenger, String channel, String owner, Columns by, int page) {
    /** Steps on a page: few enough for a phone. */
    static final int PAGE = 50;

    private static final int LONGEST = 64;
    private static final int MOST_WEEKS = 30;

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

    /** What the columns of a board are. */
    public enum Columns {
        PHASE("phases"),
        WEEK("weeks"),
        STATE("states");

        private final String label;

        Columns(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A column of the board.
     *
     * @param key what a step gets that is put into it: a phase's name or a Monday; empty where none can be put
     * @param monday of a week
     */
    public record Column(String key, String label, Optional<LocalDate> monday, List<PlanView.StepView> steps) {}

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
        Columns columns = Columns.PHASE;
        for (Columns each : Columns.values()) {
            columns = each.word().equals(by) ? each : columns;
        }
        int number = page.matches("\\d{1,4}") ? Math.max(1, Integer.parseInt(page)) : 1;
        return new PlanLook(chosen, cut(audience), cut(messenger), cut(channel), cut(owner), columns, number);
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
        return new PlanLook(other, audience, messenger, channel, owner, by, 1);
    }

    public PlanLook at(int other) {
        return new PlanLook(view, audience, messenger, channel, owner, by, other);
    }

    public PlanLook by(Columns other) {
        return new PlanLook(view, audience, messenger, channel, owner, other, 1);
    }

    /** As the query of an address, with its question mark; empty for what is shown without one. */
    public String query() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("view", view == View.LIST ? "" : view.word());
        parts.put("audience", audience);
        parts.put("messenger", messenger);
        parts.put("channel", channel);
        parts.put("owner", owner);
        parts.put("by", by == Columns.PHASE ? "" : by.word());
        parts.put("page", page == 1 ? "" : Integer.toString(page));
        var written = new ArrayList<String>();
        parts.forEach((name, value) -> {
            if (!value.isEmpty()) {
                written.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return written.isEmpty() ? "" : "?" + String.join("&", written);
    }

    /** The columns of a board: all phases in their order, the weeks, or the states that there are. */
    List<Column> columns(List<PlanView.StepView> steps) {
        return switch (by) {
            case STATE -> states(steps);
            case PHASE -> phases(steps);
            case WEEK -> weeks(steps);
        };
    }

    private static List<Column> states(List<PlanView.StepView> steps) {
        Map<PlanView.Status, List<PlanView.StepView>> all = new TreeMap<>();
        steps.forEach(step ->
                all.computeIfAbsent(step.status(), key -> new ArrayList<>()).add(step));
        return all.entrySet().stream()
                .map(each -> new Column("", each.getKey().label(), Optional.empty(), each.getValue()))
                .toList();
    }

    private static List<Column> phases(List<PlanView.StepView> steps) {
        Map<PlanDraft.Phase, List<PlanView.StepView>> all = new TreeMap<>();
        for (PlanDraft.Phase phase : PlanDraft.Phase.values()) {
            all.put(phase, new ArrayList<>());
        }
        steps.forEach(step ->
                all.computeIfAbsent(step.phase(), key -> new ArrayList<>()).add(step));
        return all.entrySet().stream()
                .map(each ->
                        new Column(each.getKey().name(), Words.of(each.getKey()), Optional.empty(), each.getValue()))
                .toList();
    }

    /** Those between the first and the last as well, so that steps can be put there, and one more; not of very long plans. */
    private static List<Column> weeks(List<PlanView.StepView> steps) {
        var all = new TreeMap<LocalDate, List<PlanView.StepView>>();
        steps.forEach(step ->
                all.computeIfAbsent(monday(step.on()), key -> new ArrayList<>()).add(step));
        if (!all.isEmpty()) {
            LocalDate end = all.lastKey().plusWeeks(1);
            for (LocalDate week = all.firstKey();
                    !week.isAfter(end) && all.size() < MOST_WEEKS;
                    week = week.plusWeeks(1)) {
                all.putIfAbsent(week, new ArrayList<>());
            }
        }
        return all.entrySet().stream()
                .map(each -> new Column(each.getKey().toString(), "", Optional.of(each.getKey()), each.getValue()))
                .toList();
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
