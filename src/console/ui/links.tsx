import { Button, Menu } from '@mantine/core';
import type { ButtonProps, MenuItemProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Anchor<P> = P & Omit<ComponentProps<'a'>, keyof P>;

const ButtonAnchor = (props: Anchor<ButtonProps>) => <Button component="a" {...props} />;
const MenuItemAnchor = (props: Anchor<MenuItemProps>) => <Menu.Item component="a" {...props} />;

/** A link to a screen that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor);

/** A link to a screen inside a menu. */
export const MenuItemLink = createLink(MenuItemAnchor);
