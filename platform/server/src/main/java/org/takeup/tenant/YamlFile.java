package org.takeup.tenant;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One YAML document as JSON values, with the line of each. Anchors and aliases are refused: nobody needs them here, and
 * they are how a small file grows without end.
 */
final class YamlFile {
    static final int MOST_BYTES = 64 * 1024;

    private final JsonObject json;
    private final Map<String, Integer> lines;

    private YamlFile(JsonObject json, Map<String, Integer> lines) {
        this.json = json;
        this.lines = lines;
    }

    /** What is wrong with a file. @param line counted from 1 */
    record Fault(int line, String reason) {}

    /** Thrown for a file that is no YAML that we take. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Fault fault;

        Unreadable(Fault fault) {
            super(fault.reason());
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    static YamlFile parse(String text) throws Unreadable {
        refuseTabs(text);
        Node root = compose(text);
        if (!(root instanceof MappingNode mapping)) {
            throw new Unreadable(new Fault(1, "The file is empty or no list of settings; see the tenants beside it"));
        }
        var lines = new HashMap<String, Integer>();
        var json = new Reading(lines, new HashSet<>()).object("", mapping);
        return new YamlFile(json, lines);
    }

    JsonObject json() {
        return json;
    }

    /** The line of the value at a JSON pointer such as {@code /signIn/domains/0}, or of the nearest one above it. */
    int line(String pointer) {
        String at = pointer;
        while (!at.isEmpty() && !lines.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 1);
    }

    private static void refuseTabs(String text) throws Unreadable {
        String[] all = text.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            int content = all[i].length() - all[i].stripLeading().length();
            if (all[i].substring(0, content).indexOf('\t') >= 0) {
                throw new Unreadable(
                        new Fault(i + 1, "A tab stands at the beginning of the line; YAML is indented with spaces"));
            }
        }
    }

    private static @Nullable Node compose(String text) throws Unreadable {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        options.setNestingDepthLimit(20);
        try {
            return new org.yaml.snakeyaml.Yaml(options).compose(new java.io.StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new Unreadable(new Fault(line, "This is not valid YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            throw new Unreadable(new Fault(1, "This is not valid YAML: " + e.getMessage()));
        }
    }

    private record Reading(Map<String, Integer> lines, Set<Node> seen) {
        JsonObject object(String pointer, MappingNode mapping) throws Unreadable {
            enter(pointer, mapping);
            var object = new JsonObject();
            for (NodeTuple entry : mapping.getValue()) {
                String key = key(entry.getKeyNode());
                if (object.containsKey(key)) {
                    throw new Unreadable(
                            new Fault(line(entry.getKeyNode()), "'" + key + "' stands here twice; keep one"));
                }
                Object value = value(pointer + "/" + key, entry.getValueNode());
                lines.put(pointer + "/" + key, line(entry.getKeyNode()));
                object.put(key, value);
            }
            return object;
        }

        private @Nullable Object value(String pointer, Node node) throws Unreadable {
            return switch (node) {
                case MappingNode mapping -> object(pointer, mapping);
                case SequenceNode sequence -> array(pointer, sequence);
                case ScalarNode scalar -> scalar(pointer, scalar);
                default ->
                    throw new Unreadable(new Fault(line(node), "Aliases are not taken here; write the value out"));
            };
        }

        private JsonArray array(String pointer, SequenceNode sequence) throws Unreadable {
            enter(pointer, sequence);
            var values = new ArrayList<Object>();
            List<Node> nodes = sequence.getValue();
            for (int i = 0; i < nodes.size(); i++) {
                values.add(value(pointer + "/" + i, nodes.get(i)));
            }
            return new JsonArray(values);
        }

        private @Nullable Object scalar(String pointer, ScalarNode scalar) throws Unreadable {
            enter(pointer, scalar);
            String text = scalar.getValue();
            if (scalar.getTag().equals(Tag.INT)) {
                try {
                    return Integer.valueOf(text);
                } catch (NumberFormatException e) {
                    return text;
                }
            }
            if (scalar.getTag().equals(Tag.BOOL)) {
                return Boolean.valueOf(text);
            }
            return scalar.getTag().equals(Tag.NULL) ? null : text;
        }

        private void enter(String pointer, Node node) throws Unreadable {
            if (!seen.add(node)) {
                throw new Unreadable(new Fault(line(node), "Aliases are not taken here; write the value out"));
            }
            lines.put(pointer, line(node));
        }

        private static String key(Node node) throws Unreadable {
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            throw new Unreadable(new Fault(line(node), "A key is a plain word"));
        }

        private static int line(Node node) {
            return node.getStartMark().getLine() + 1;
        }
    }
}
