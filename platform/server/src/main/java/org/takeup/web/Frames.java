package org.takeup.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Frame;
import org.takeup.http.Room;
import org.takeup.http.ShellWords;
import org.takeup.identity.Callers;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;
import org.takeup.workspace.Logos;

/** Makes the frame of a page: whose it is, what the reader may go to, what they must know. */
final class Frames {
    private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,40}");
    /** As many as a reader takes in at a glance, and as stand beside each other on a desk. */
    private static final int MOST_IN_ONE_ROW = 7;

    private static final String PLATFORM_ACCENT = "#1d5c63";

    private final List<Room.Entry> workspaceEntries;
    private final List<Room.Entry> operatorEntries;
    private final List<String> notices;
    private final Function<Workspace, List<String>> warnings;
    private final Logos logos;

    /** @param warnings of a workspace, for its admins */
    Frames(List<Room.Entry> entries, List<String> notices, Function<Workspace, List<String>> warnings, Logos logos) {
        this.warnings = warnings;
        this.logos = logos;
        var inOrder = entries.stream()
                .sorted(Comparator.comparing(Room.Entry::group).thenComparing(Room.Entry::order))
                .collect(Collectors.partitioningBy(entry -> entry.access() instanceof Access.Operator));
        this.operatorEntries = inOrder.getOrDefault(true, List.of());
        this.workspaceEntries = inOrder.getOrDefault(false, List.of());
        this.notices = List.copyOf(notices);
    }

    /** @param looksUp whether what waits for the reader is counted in the store; not on an event loop */
    Frame frame(
            String title,
            Mount mount,
            @Nullable Workspace workspace,
            Callers.@Nullable SignedIn signedIn,
            String path,
            String requestId,
            Reading reading,
            boolean looksUp) {
        ShellWords words = Shell.in(reading.locale());
        Tenant tenant = workspace == null ? null : workspace.tenant();
        String base = mount.base(tenant == null ? "" : tenant.slug());
        Caller caller = signedIn == null ? null : signedIn.caller();
        return new Frame(
                title,
                tenant == null ? "Takeup" : tenant.name(),
                base,
                tenant == null ? PLATFORM_ACCENT : tenant.settings().accent(),
                reading.locale(),
                tenant == null ? ZoneId.of("UTC") : tenant.settings().zone(),
                caller == null ? null : caller.name(),
                caller == null ? List.of() : navigation(mount, base, caller, path, words, looksUp ? workspace : null),
                signedIn == null ? "" : signedIn.csrf(),
                workspace != null && caller != null && caller.is(Role.ADMIN) ? warnings.apply(workspace) : List.of(),
                notices,
                requestId,
                words,
                reading.links(),
                workspace == null
                        ? null
                        : logos.of(workspace)
                                .map(logo -> new Frame.Logo(base + logo.path(), logo.width(), logo.height()))
                                .orElse(null),
                workspace == null || caller == null || mount == Mount.OPERATOR
                        ? null
                        : base + "/ask?from=" + code(base, path));
    }

    /** The first part of a page's path: what a page is, and nothing of what is on it. */
    private static String code(String base, String path) {
        String within = path.startsWith(base + "/") ? path.substring(base.length() + 1) : "";
        int end = within.indexOf('/');
        String first = end < 0 ? within : within.substring(0, end);
        return CODE.matcher(first).matches() ? first : "home";
    }

    private List<Frame.NavGroup> navigation(
            Mount mount, String base, Caller caller, String path, ShellWords words, @Nullable Workspace counted) {
        boolean console = mount == Mount.OPERATOR;
        List<Room.Entry> entries = (console ? operatorEntries : workspaceEntries)
                .stream()
                        .filter(entry -> console || mayGo(entry.access(), caller))
                        .toList();
        var items = new LinkedHashMap<Room.Group, List<Frame.NavItem>>();
        for (Room.Entry entry : entries) {
            items.computeIfAbsent(entry.group(), group -> new ArrayList<>())
                    .add(new Frame.NavItem(
                            console ? entry.label() : words.entry(entry.path(), entry.label()),
                            base + entry.path(),
                            isCurrent(base + entry.path(), path),
                            counted == null ? 0 : entry.count().applyAsLong(counted, caller)));
        }
        return console || entries.size() <= MOST_IN_ONE_ROW
                ? List.of(
                        group("", items.values().stream().flatMap(List::stream).toList()))
                : items.entrySet().stream()
                        .map(each -> group(
                                words.say("group." + each.getKey().name().toLowerCase(Locale.ROOT)), each.getValue()))
                        .toList();
    }

    private static Frame.NavGroup group(String label, List<Frame.NavItem> items) {
        return new Frame.NavGroup(
                label,
                items.stream().anyMatch(Frame.NavItem::current),
                items.stream().mapToLong(Frame.NavItem::count).sum(),
                items);
    }

    private static boolean mayGo(Access access, Caller caller) {
        return !(access instanceof Access.Signed signed)
                || signed.roles().stream().anyMatch(caller::is);
    }

    private static boolean isCurrent(String href, String path) {
        return path.equals(href) || path.startsWith(href + "/");
    }
}
