package org.takeup.plugin.leaflet;

/**
 * A part that a package brings, as its list of components says.
 *
 * @param name with its group in front, if it has one
 * @param version may be empty
 * @param license may be empty; several with commas between
 */
public record Component(String name, String version, String license) {}
