package org.takeup.plugin.trial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles source files within a test, in memory. */
public final class Compiler {
    private Compiler() {}

    /** The class files of this source, by entry name such as {@code sample/Hostile.class}; it may use what the test may. */
    public static Map<String, byte[]> compile(String type, String source) {
        return compile(Map.of(type, source), System.getProperty("java.class.path"));
    }

    /**
     * The class files of these sources, by entry name.
     *
     * @param sources by the full name of their type
     * @param places folders and jars with what the sources may use beside the JDK
     * @throws AssertionError with the compiler's words
     */
    public static Map<String, byte[]> compile(Map<String, String> sources, List<Path> places) {
        return compile(
                sources,
                places.stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator"))));
    }

    private static Map<String, byte[]> compile(Map<String, String> sources, String classPath) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var out = new StringWriter();
        var options = List.of("-proc:none", "-nowarn", "-Xlint:none", "-implicit:none", "-cp", classPath);
        List<Source> files = sources.entrySet().stream()
                .map(each -> new Source(each.getKey(), each.getValue()))
                .toList();
        try (var made = new InMemory(compiler.getStandardFileManager(null, null, null))) {
            if (!compiler.getTask(out, made, null, options, null, files).call()) {
                throw new AssertionError(out.toString());
            }
            var classes = new LinkedHashMap<String, byte[]>();
            made.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI uri(String type, JavaFileObject.Kind kind) {
        return URI.create("mem:///" + type.replace('.', '/') + kind.extension);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String type, String text) {
            super(uri(type, Kind.SOURCE), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

        InMemory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            var bytes = new ByteArrayOutputStream();
            classes.put(name.replace('.', '/') + ".class", bytes);
            return new SimpleJavaFileObject(uri(name, kind), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
