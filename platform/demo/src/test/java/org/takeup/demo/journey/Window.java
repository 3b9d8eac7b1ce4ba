package org.takeup.demo.journey;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.takeup.demo.Company;
import org.takeup.demo.Realms;
import org.takeup.demo.SharedDemo;
import org.takeup.http.Reply;

/**
 * A browser window with cookies of its own. What the product's pages complain about while it is open is remembered: errors
 * on the console, refused content, dialogs.
 */
final class Window implements AutoCloseable {
    private static final String VIOLATION = "refused by the content policy: ";
    private static final String REPORT_VIOLATIONS = "addEventListener('securitypolicyviolation', e => console.error('"
            + VIOLATION + "' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))";

    private static final Pattern SESSION = Pattern.compile("__Host-takeup(\\..+)?");

    private final BrowserContext context;
    private final Page page;
    private final boolean script;
    private final List<String> complaints = new ArrayList<>();

    private Window(boolean script, int width, int height) {
        this.script = script;
        this.context = SharedBrowser.browser()
                .newContext(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(script)
                        .setViewportSize(width, height)
                        .setLocale("en-GB"));
        context.setDefaultTimeout(30_000);
        context.addInitScript(REPORT_VIOLATIONS);
        this.page = context.newPage();
        page.onConsoleMessage(this::heard);
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onDialog(dialog -> {
            complaints.add(page.url() + ": a dialog says " + dialog.message());
            dialog.dismiss();
        });
    }

    /** A window on a desk. */
    static Window wide() {
        return new Window(true, 1280, 900);
    }

    /** A phone. */
    static Window phone() {
        return new Window(true, 390, 844);
    }

    /** A phone whose browser runs no script. */
    static Window phoneWithoutScript() {
        return new Window(false, 390, 844);
    }

    boolean runsScript() {
        return script;
    }

    Page page() {
        return page;
    }

    /** What went wrong on the product's pages so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Opens a path of the product. @return the status of the page in the end */
    int open(String path) {
        return go(SharedDemo.url() + path);
    }

    int go(String address) {
        Response response = page.navigate(address);
        return response.status();
    }

    /**
     * Fetches the page that is open again. Not by the browser's reload: Chromium refuses that ("Not attached to an active
     * page") in the moment in which it changes one document for the next.
     */
    void again() {
        page.waitForLoadState();
        go(page.url());
    }

    /** Opens a workspace and signs in at the company's own page. Stays wherever that leads. */
    void signIn(Company company, String username) {
        open("/w/" + company.alias() + "/");
        giveNameAndPassword(username);
    }

    /** Has a session's cookie from the start. */
    void take(Reply.Cookie cookie) {
        take(new Cookie(cookie.name(), cookie.value()));
    }

    /** The same, with one that another window has. */
    void take(Cookie cookie) {
        context.addCookies(List.of(new Cookie(cookie.name, cookie.value)
                .setUrl(SharedDemo.url().toString().replaceFirst("^http:", "https:"))
                .setSecure(true)
                .setHttpOnly(true)));
    }

    /** The cookie of the only session that this window has. */
    Cookie session() {
        return context.cookies().stream()
                .filter(cookie -> SESSION.matcher(cookie.name).matches())
                .reduce((one, other) -> {
                    throw new AssertionError(one.name + " and " + other.name);
                })
                .orElseThrow(() -> new AssertionError("No session at " + page.url()));
    }

    /** Whether it shows a page of the product, and none of Keycloak's. */
    boolean isInside() {
        return page.url().startsWith(SharedDemo.url() + "/");
    }

    /**
     * Goes to a workspace's sign-in, but by a way of one's own: what the platform asks Keycloak for is changed to another
     * company's sign-in, or to none. People can do that to an address; the platform must not mind.
     */
    void signInBy(Optional<Company> way, Company workspace) {
        APIResponse start = context.request()
                .get(
                        SharedDemo.url() + "/w/" + workspace.alias() + "/sign-in?to=%2F",
                        RequestOptions.create().setMaxRedirects(0));
        String other = way.map(company -> "kc_idp_hint=" + company.alias()).orElse("");
        page.navigate(start.headers().get("location").replaceFirst("kc_idp_hint=[a-z-]+", other));
    }

    /** Fills in the sign-in page that is open. The platform realm asks for the password on a second page. */
    void giveNameAndPassword(String username) {
        page.locator("#username").fill(username);
        if (!page.locator("#password").isVisible()) {
            page.locator("#kc-login").click();
        }
        page.locator("#password").fill(Realms.DEMO_PASSWORD);
        page.locator("#kc-login").click();
        page.waitForURL(SharedDemo.url() + "/**");
    }

    void signOut() {
        button("Sign out").click();
        heading("You are signed out").waitFor();
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    /** The words of the page. */
    String text() {
        return page.locator("main").innerText();
    }

    /** A refused page is a message on the console too; that one is no complaint. Keycloak's pages are not ours. */
    private void heard(ConsoleMessage message) {
        // What the line above reports has no place of its own.
        boolean ours = message.location().startsWith(SharedDemo.url().toString())
                || message.text().startsWith(VIOLATION)
                        && page.url().startsWith(SharedDemo.url().toString());
        boolean refusedPage = message.text().startsWith("Failed to load resource")
                && message.location().startsWith(page.url().replaceFirst("#.*", ""));
        if (ours && message.type().equals("error") && !refusedPage) {
            complaints.add(message.location() + ": " + message.text());
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
