package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Task lists as people write them in Markdown.
class TaskItemTest {
  @Test
  void itemsAreNumberedInTheirOrder() {
    assertThat(
            TaskItem.read(
                """
                # Pre-flight

                - [ ] Support knows the window
                * [x] The status page announces it
                  + [X] in both languages
                1. [ ] Backup is proven
                12) [ ]   spaces
                """))
        .extracting(item -> item.number() + " " + item.text())
        .containsExactly(
            "1 Support knows the window",
            "2 The status page announces it",
            "3 in both languages",
            "4 Backup is proven",
            "5 spaces");
  }

  @Test
  void whatLooksLikeOneIsNone() {
    assertThat(
            TaskItem.read(
                """
                - a list
                - [link](page.md)
                - [] no space
                - [ ]
                - [y] other letter
                -[ ] no space
                [ ] no list
                """))
        .isEmpty();
  }

  @Test
  void codeIsLeftOut() {
    assertThat(
            TaskItem.read(
                """
                ```
                - [ ] code
                ```
                - [ ] one
                ~~~ md
                - [ ] code
                ```
                - [ ] still code
                ~~~
                - [ ] two
                ````
                ```
                - [ ] code
                ````
                - [ ] three
                """))
        .extracting(TaskItem::text)
        .containsExactly("one", "two", "three");
  }
}
