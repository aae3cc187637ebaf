<?php

declare(strict_types=1);

// The firewall of Symfony's security, put together from its parts as the bundle does it.

use Symfony\Component\EventDispatcher\EventDispatcher;
use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;
use Symfony\Component\HttpKernel\Event\RequestEvent;
use Symfony\Component\HttpKernel\HttpKernelInterface;
use Symfony\Component\Security\Core\Authentication\Token\Storage\TokenStorage;
use Symfony\Component\Security\Core\User\InMemoryUser;
use Symfony\Component\Security\Core\User\InMemoryUserProvider;
use Symfony\Component\Security\Http\Authentication\AuthenticatorManager;
use Symfony\Component\Security\Http\Event\CheckPassportEvent;
use Symfony\Component\Security\Http\EventListener\UserProviderListener;
use Symfony\Component\Security\Http\Firewall\AuthenticatorManagerListener;
use Xwsse\Identity;
use Xwsse\Symfony\WsseAuthenticator;

$users = new InMemoryUserProvider(array_map(static fn (): array => ['roles' => ['ROLE_API']], $site->secrets));
$hook = new WsseAuthenticator($verifier, ...$options);
$events = new EventDispatcher();
$events->addListener(CheckPassportEvent::class, [new UserProviderListener($users), 'checkPassport']);
$tokens = new TokenStorage();
$firewall = new AuthenticatorManagerListener(new AuthenticatorManager([$hook], $tokens, $events, 'api'));

$kernel = new class implements HttpKernelInterface {
    public function handle(Request $request, int $type = self::MAIN_REQUEST, bool $catch = true): Response
    {
        return new Response();
    }
};
$request = Request::createFromGlobals();
$event = new RequestEvent($kernel, $request, HttpKernelInterface::MAIN_REQUEST);
$firewall($event);
$user = $tokens->getToken()?->getUser();
if (!$event->hasResponse()) {
    $identity = $request->attributes->get('wsse');
    assert($user === null ? $identity === null : $user instanceof InMemoryUser && $identity instanceof Identity);
    assert($user === null || $tokens->getToken()->getAttribute('wsse') === $identity);
    $event->setResponse(match (true) {
        $user === null && !$site->optional => $hook->start($request), // as access control does it
        default => new Response($user?->getUserIdentifier() ?? 'nobody', 200, ['Content-Type' => 'text/plain']),
    });
}
$event->getResponse()->prepare($request)->send();
