/**
 * A model as a user has it, a Hugging Face directory, and as it travels, a canonical artifact.
 *
 * <pre>
 * files ─ reader in weights ─ NamedTensors ─┐
 * settings and labels ──────────────────────┴─ CanonicalForm ─ NetworkCheck ─ ModelArtifact
 * </pre>
 *
 * <p>Another file format is another way to a {@link io.flinkmobilenet.model.CanonicalForm}: a
 * reader in a package of its own below {@code weights}, a map of its names to those of the Hugging
 * Face checkpoint in {@code model.naming}, and an importer beside {@link
 * io.flinkmobilenet.model.ModelDirectory}. Everything after that stays as it is.
 *
 * <p>May import, besides the JDK: {@code tensor}, {@code image}, {@code weights}, {@code network},
 * {@code kernel}, Jackson.
 */
package io.flinkmobilenet.model;
