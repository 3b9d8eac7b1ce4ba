/**
 * The benchmark over organisations: who takes part, what is released each quarter, and how a workspace stands against it.
 * The method, the attacks and every constant are in {@code threat-model.md} beside this file. Reads results through
 * {@code survey} only; keeps what belongs to one organisation in that organisation's own data.
 */
@NullMarked
package org.takeup.benchmark;

import org.jspecify.annotations.NullMarked;
