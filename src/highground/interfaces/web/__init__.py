"""The pages' shell: base templates, design system, errors, language and theme."""
