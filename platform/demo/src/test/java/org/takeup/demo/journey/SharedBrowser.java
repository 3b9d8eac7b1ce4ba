package org.takeup.demo.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One Chromium, Debian's, for all browser tests of a test JVM. It ends with the test JVM, whose lifeline it hangs on. */
final class SharedBrowser {
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--force-color-profile=srgb");
    private static final Browser BROWSER = launch();

    private SharedBrowser() {}

    static Browser browser() {
        return BROWSER;
    }

    private static Browser launch() {
        return Playwright.create()
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(FLAGS));
    }

    /** The one without a user interface, if it is there: a window of it takes a fifth of the processor. The pages are the same. */
    private static Path chromium() {
        return Stream.of("chromium-headless-shell", "chromium")
                .flatMap(SharedBrowser::onPath)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(
                                "The journeys need Chromium: install it so that 'chromium' or 'chromium-headless-shell' is on the PATH."));
    }

    private static Stream<Path> onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }
}
