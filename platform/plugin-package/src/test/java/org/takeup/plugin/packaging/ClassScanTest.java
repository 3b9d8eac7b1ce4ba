package org.takeup.plugin.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.packaging.ClassScan.Finding;
import org.takeup.plugin.trial.Compiler;
import org.takeup.plugin.trial.Zips;

/** What no plugin has business with is found, whatever detour leads there; what plugins do need is not. */
class ClassScanTest {
    static List<Finding> findings(Map<String, byte[]> classes) {
        var sample = Sample.of("sample", "1.0.0");
        classes.forEach((name, bytes) -> sample.entry("classes/" + name, bytes));
        return ClassScan.findings(PackageZip.check(sample.zip()));
    }

    private static List<Finding> ofMembers(String members) {
        return findings(Compiler.compile("sample.Hostile", """
                package sample;
                import java.util.*;
                import java.util.function.*;
                public class Hostile {
                    %s
                }
                """.formatted(members)));
    }

    static void assertFound(String what, List<Finding> findings) {
        assertTrue(
                findings.stream().anyMatch(finding -> finding.toString().contains(what)),
                () -> what + " is not among " + findings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "System.exit(1);|java.lang.System.exit",
                "Runtime.getRuntime().exit(1);|java.lang.Runtime.exit",
                "Runtime.getRuntime().halt(1);|java.lang.Runtime.halt",
                "Runtime.getRuntime().addShutdownHook(null);|addShutdownHook",
                "Runtime.getRuntime().exec(new String[] {\"id\"});|java.lang.Runtime.exec",
                "new ProcessBuilder(\"id\").start();|java.lang.ProcessBuilder.start",
                "ProcessHandle.current().destroy();|ProcessHandle",
                "System.load(\"/tmp/x.so\");|java.lang.System.load",
                "System.loadLibrary(\"x\");|java.lang.System.loadLibrary",
                "System.setProperty(\"a\", \"b\");|java.lang.System.setProperty",
                "System.getenv();|java.lang.System.getenv",
                "System.setOut(null);|java.lang.System.setOut",
                "System.setErr(null);|java.lang.System.setErr",
                "System.setIn(null);|java.lang.System.setIn",
                "System.setSecurityManager(null);|java.lang.System.setSecurityManager",
                "Object out = System.out;|java.lang.System.out",
                "new Thread(() -> {}).start();|java.lang.Thread",
                "Thread.startVirtualThread(() -> {});|java.lang.Thread.startVirtualThread",
                "Thread.sleep(1);|java.lang.Thread.sleep",
                "Thread.currentThread().setContextClassLoader(null);|setContextClassLoader",
                "java.util.concurrent.Executors.newCachedThreadPool();|java.util.concurrent.Executors",
                "java.util.concurrent.ForkJoinPool.commonPool();|java.util.concurrent.ForkJoinPool",
                "java.util.concurrent.CompletableFuture.runAsync(() -> {});|CompletableFuture.runAsync",
                "new Timer();|java.util.Timer",
                "new ArrayList<>().parallelStream();|parallelStream",
                "List.of(1).stream().parallel();|parallel",
                "Arrays.parallelSort(new int[0]);|parallelSort",
                "new java.util.concurrent.ConcurrentHashMap<String, String>().forEach(1L, (a, b) -> {});|ConcurrentHashMap",
                "new java.io.File(\"x\").delete();|java.io.File",
                "new java.io.FileInputStream(\"x\");|java.io.FileInputStream",
                "new java.io.RandomAccessFile(\"x\", \"r\");|java.io.RandomAccessFile",
                "java.nio.file.Files.readString(java.nio.file.Path.of(\"x\"));|java.nio.file.Files",
                "new java.io.PrintWriter(\"x\");|java.io.PrintWriter",
                "new Formatter(\"x\");|java.util.Formatter",
                "new java.util.zip.ZipFile(\"x\");|java.util.zip.ZipFile",
                "new java.net.Socket(\"x\", 1);|java.net.Socket",
                "new java.net.ServerSocket(1);|java.net.ServerSocket",
                "java.net.URI.create(\"http://x\").toURL().openStream();|java.net.URI.toURL",
                "new java.net.URL(\"http://x\").openStream();|java.net.URL",
                "java.net.InetAddress.getByName(\"x\");|java.net.InetAddress",
                "java.net.http.HttpClient.newHttpClient();|java.net.http.HttpClient",
                "java.nio.channels.SocketChannel.open();|java.nio.channels.SocketChannel",
                "new java.io.ObjectInputStream(null).readObject();|java.io.ObjectInputStream",
                "new java.io.ObjectOutputStream(null);|java.io.ObjectOutputStream",
                "Class.forName(\"java.lang.Runtime\");|java.lang.Class.forName",
                "String.class.getDeclaredField(\"value\");|getDeclaredField",
                "String.class.getMethods();|java.lang.Class.getMethods",
                "Hostile.class.getClassLoader();|java.lang.Class.getClassLoader",
                "Hostile.class.getResource(\"x\");|java.lang.Class.getResource",
                "java.lang.reflect.Proxy.isProxyClass(null);|java.lang.reflect.Proxy",
                "java.lang.invoke.MethodHandles.lookup();|java.lang.invoke.MethodHandles",
                "java.lang.invoke.VarHandle.fullFence();|java.lang.invoke.VarHandle",
                "ServiceLoader.load(Runnable.class);|java.util.ServiceLoader",
                "ResourceBundle.getBundle(\"x\");|java.util.ResourceBundle",
                "new ClassLoader() {};|java.lang.ClassLoader",
                "new java.net.URLClassLoader(null);|java.net.URLClassLoader",
                "java.lang.ref.Cleaner.create();|java.lang.ref.Cleaner",
                "java.lang.foreign.Arena.global();|java.lang.foreign.Arena",
                "java.nio.ByteBuffer.allocateDirect(1 << 30);|allocateDirect",
                "new java.util.logging.FileHandler();|java.util.logging.FileHandler",
                "new javax.naming.InitialContext();|javax.naming.InitialContext",
                "new javax.script.ScriptEngineManager();|javax.script",
                "java.rmi.registry.LocateRegistry.getRegistry();|java.rmi",
                "java.lang.management.ManagementFactory.getRuntimeMXBean();|java.lang.management",
                "java.security.Security.getProviders();|java.security.Security",
                "Locale.setDefault(Locale.GERMAN);|java.util.Locale.setDefault",
                "sun.misc.Unsafe u = null; u.park(false, 1);|sun.misc.Unsafe",
                "StackWalker.getInstance();|java.lang.StackWalker",
                "new org.pf4j.DefaultPluginManager();|org.pf4j.DefaultPluginManager",
                "Object o = Runtime.class;|names java.lang.Runtime",
                "Object o = new Thread[1];|makes java.lang.Thread",
                "Object o = null; boolean b = o instanceof java.io.File;|asks for java.io.File"
            })
    void aHostileStatementIsFoundWithItsMethod(String statement, String what) {
        List<Finding> findings =
                ofMembers("static void deed() throws Throwable { " + statement.replace("\\\"", "\"") + " }");
        assertFound(what, findings);
        assertTrue(
                findings.stream()
                        .anyMatch(finding -> finding.member().equals("deed")
                                || finding.type().contains("$")),
                findings.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IntConsumer deed = System::exit;|java.lang.System.exit",
                "Function<String, Object> deed = java.io.File::new;|java.io.File",
                "Runnable deed = () -> { Runnable inner = () -> System.exit(1); };|java.lang.System.exit",
                "class Inner { class Deeper { void deed() { Runtime.getRuntime(); } } }|java.lang.Runtime",
                "native void deed();|is native",
                "protected void finalize() {}|is a finalizer",
                "static class Sub extends Thread {} void deed() { new Sub().start(); }|java.lang.Thread.start",
                "static class A extends ClassLoader {} static class B extends A {} Class<?> deed() throws Exception { return new B().loadClass(null); }|java.lang.ClassLoader.loadClass",
                "interface Mine extends List<String> {} void deed(Mine mine) { mine.parallelStream(); }|java.util.List.parallelStream",
                "static class Sum extends java.util.concurrent.RecursiveAction { protected void compute() {} }|RecursiveAction",
                "static class Bad implements java.io.Externalizable { public void writeExternal(java.io.ObjectOutput o) {} public void readExternal(java.io.ObjectInput i) {} }|Externalizable",
                "private void readObject(java.io.ObjectInputStream in) {}|java.io.ObjectInputStream",
                "java.io.File kept;|has a field of the type java.io.File",
                "static final Object AT_START; static { AT_START = System.getProperties(); }|java.lang.System.getProperties",
                "record Sneaky(Runnable run) { Sneaky { Runtime.getRuntime().gc(); } }|java.lang.Runtime.gc",
                "enum Sneaky { ONE { void deed() { System.exit(1); } }; void deed() {} }|java.lang.System.exit"
            })
    void aHostileMemberIsFound(String member, String what) {
        assertFound(what, ofMembers(member));
    }

    @Test
    void aLibraryIsLookedIntoAsAClassLoaderReadsIt() {
        var classes = new LinkedHashMap<String, byte[]>();
        Compiler.compile("sample.Hostile", "package sample; class Hostile { void deed() { System.exit(1); } }")
                .forEach(classes::put);
        byte[] versioned =
                Zips.of(Map.of("META-INF/versions/25/sample/Hostile.class", classes.get("sample/Hostile.class")));
        byte[] hidden = Zips.of(classes);
        for (byte[] jar : List.of(hidden, versioned)) {
            byte[] zip = Sample.of("sample", "1.0.0").entry("lib/a.jar", jar).zip();
            assertFound("java.lang.System.exit", ClassScan.findings(PackageZip.check(zip)));
        }
        byte[] leading = Zips.of(Map.of(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\nClass-Path: ../../evil.jar\n\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        byte[] zip = Sample.of("sample", "1.0.0").entry("lib/a.jar", leading).zip();
        assertFound("Class-Path", ClassScan.findings(PackageZip.check(zip)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String texts(int n) { return \"a\" + n + List.of(1, 2).stream().map(String::valueOf).toList(); }",
                "record Pair(String a, int b) {}",
                "enum Colour { RED, GREEN } Colour next(Colour c) { return switch (c) { case RED -> Colour.GREEN; case GREEN -> Colour.RED; }; }",
                "sealed interface S permits One, Two {} record One() implements S {} record Two(int n) implements S {} int n(S s) { return switch (s) { case One o -> 1; case Two(int n) -> n; }; }",
                "Object now() { return java.time.LocalDate.of(2026, 1, 1).plusDays(1); }",
                "boolean cut() { return Thread.currentThread().isInterrupted(); }",
                "Object read(java.io.InputStream in) throws java.io.IOException { return new java.io.BufferedReader(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8)).readLine(); }",
                "Object beside() { return Hostile.class.getResourceAsStream(\"x\"); }",
                "Properties p = new Properties();",
                "java.util.regex.Pattern p = java.util.regex.Pattern.compile(\"a\");",
                "Object xml(java.io.InputStream in) throws Exception { return javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in); }",
                "byte[] digest(byte[] b) throws Exception { return java.security.MessageDigest.getInstance(\"SHA-256\").digest(b); }",
                "Object where = java.net.URI.create(\"https://example.com\");",
                "static class Own extends RuntimeException { Own(Throwable cause) { super(cause); } }",
                "int[] copy(int[] a) { assert a.length > 0; return a.clone(); }",
                "Map<String, Integer> m = new java.util.concurrent.ConcurrentHashMap<>(); int c() { return m.computeIfAbsent(\"a\", String::length); }",
                "synchronized int random() { return new Random(1).nextInt() + Math.max(1, 2); }",
                "Supplier<int[]> s = () -> new int[] {1}; Function<Integer, int[]> f = int[]::new;"
            })
    void whatAPluginNeedsIsNotFound(String members) {
        assertEquals(List.of(), ofMembers(members));
    }

    @Test
    void aReportNamesClassMethodCallAndReasonAndIsNoLongerThanFiftyLines() {
        var body = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            body.append("void deed").append(i).append("() { System.exit(1); }\n");
        }
        var sample = Sample.of("sample", "1.0.0");
        Compiler.compile("sample.Hostile", "package sample; class Hostile {" + body + "}")
                .forEach((name, bytes) -> sample.entry("classes/" + name, bytes));
        PackageZip zip = PackageZip.check(sample.zip());
        BadPackage bad = assertThrows(BadPackage.class, () -> ClassScan.check(zip));
        assertEquals(ClassScan.MOST_FINDINGS, bad.findings().size());
        assertEquals(
                "sample.Hostile.deed0 calls java.lang.System.exit: ends the platform",
                bad.findings().getFirst());
        assertTrue(bad.what().contains("the first of 60"), bad.what());
    }

    @Test
    void aClassFileThatCannotBeReadIsFound() {
        byte[] good = Compiler.compile("sample.Hostile", "package sample; class Hostile { int a() { return 1; } }")
                .get("sample/Hostile.class");
        assertFound("cannot be read", findings(Map.of("sample/Hostile.class", new byte[0])));
        assertFound(
                "cannot be read",
                findings(Map.of("sample/Hostile.class", java.util.Arrays.copyOf(good, good.length - 20))));
        assertFalse(
                findings(Map.of("sample/Hostile.class", new byte[] {1, 2, 3})).isEmpty());
    }
}
