<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use Xwsse\ClearTextRefusedException;
use Xwsse\Dialect;
use Xwsse\Signer;
use Xwsse\Tests\Support\Service;
use Xwsse\Tests\Support\Signers;
use Xwsse\WsseException;

/** What every hook keeps to, with each client, against services that verify. */
final class EveryClientTest extends ClientCase
{
    /** Those that follow redirects. */
    private const FOLLOWING = [
        'Guzzle, pushed' => [GuzzlePushed::class],
        'Guzzle, unshifted' => [GuzzleUnshifted::class],
        'Symfony, curl' => [SymfonyCurl::class],
        'Symfony, native' => [SymfonyNative::class],
        'PSR-18 over Symfony' => [Psr18OverSymfony::class],
    ];

    private const ALL = self::FOLLOWING + ['PSR-18' => [Psr18::class]];

    /** @return array<string, array{class-string<Driver>}> */
    public static function clients(): array
    {
        return self::ALL;
    }

    /** @return array<string, array{class-string<Driver>}> */
    public static function followers(): array
    {
        return self::FOLLOWING;
    }

    /** @return iterable<string, array{class-string<Driver>, int}> */
    public static function followersAndCodes(): iterable
    {
        foreach (self::FOLLOWING as $name => [$driver]) {
            foreach ([301, 302, 303, 307, 308] as $code) {
                yield "{$name}, {$code}" => [$driver, $code];
            }
        }
    }

    /** @dataProvider clients */
    public function test_a_request_is_signed(string $driver): void
    {
        self::assertSame(200, (new $driver(self::signer()))->get(self::$home->url('/files')));
        [$received] = self::$home->received();
        self::assertSame('accepted', $received->answer);
        self::assertSame((new Dialect())->authorization, $received->authorization);
    }

    /** @dataProvider clients */
    public function test_each_request_has_a_token_of_its_own(string $driver): void
    {
        $wanted = array_fill(0, 5, new Request('GET', self::$home->url('/files')));
        self::assertSame([200, 200, 200, 200, 200], (new $driver(self::signer()))->send(...$wanted));
        self::assertSame(array_fill(0, 5, 'accepted'), self::$home->answers());
    }

    /** @dataProvider followersAndCodes */
    public function test_a_redirect_within_the_origin_is_signed_afresh(string $driver, int $code): void
    {
        $url = self::$home->url('/old', ['to' => '/new', 'code' => $code]);
        self::assertSame(200, (new $driver(self::signer()))->get($url));
        self::assertSame(['/old', '/new'], self::$home->accepted());
        self::assertCount(2, self::$home->received());
    }

    /** @dataProvider followers */
    public function test_a_chain_of_redirects_is_signed_afresh(string $driver): void
    {
        $url = self::$home->url('/1', ['to' => '/2?to='.rawurlencode('/3?to=/4')]);
        self::assertSame(200, (new $driver(self::signer()))->get($url));
        self::assertSame(['/1', '/2', '/3', '/4'], self::$home->accepted());
    }

    /** @dataProvider followersAndCodes */
    public function test_nothing_of_a_token_reaches_another_origin(string $driver, int $code): void
    {
        $url = self::$home->url('/old', ['to' => self::$foreign->url('/open/new'), 'code' => $code]);
        self::assertSame(200, (new $driver(self::signer()))->get($url));
        self::assertSame(['/old'], self::$home->accepted());
        self::assertNothingOfATokenReached(self::$foreign);
        self::assertNull(self::$foreign->received()[0]->authorization);
    }

    /** @dataProvider followers */
    public function test_another_origin_that_asks_for_a_token_gets_none(string $driver): void
    {
        $url = self::$home->url('/old', ['to' => self::$foreign->url('/new')]);
        self::assertSame(401, (new $driver(self::signer(), ['retryOn401' => true]))->get($url));
        self::assertNothingOfATokenReached(self::$foreign);
    }

    /** @dataProvider followers */
    public function test_a_redirect_away_and_back(string $driver): void
    {
        $back = self::$foreign->url('/open/away', ['to' => self::$home->url('/back')]);
        self::assertSame(200, (new $driver(self::signer()))->get(self::$home->url('/start', ['to' => $back])));
        self::assertSame(['/start', '/back'], self::$home->accepted());
        self::assertNothingOfATokenReached(self::$foreign);
    }

    /** @dataProvider followers */
    public function test_redirects_without_end_come_to_one(string $driver): void
    {
        try {
            $status = (new $driver(self::signer()))->get(self::$home->url(self::fresh(), ['to' => 'itself']));
        } catch (\GuzzleHttp\Exception\TooManyRedirectsException) {
            $status = 302;
        }
        self::assertSame(302, $status);
        self::assertGreaterThan(3, \count(self::$home->received()));
        self::assertSame(['accepted'], array_values(array_unique(self::$home->answers())));
    }

    /** @dataProvider followers */
    public function test_another_authorization_and_cookies_do_not_go_to_another_origin(string $driver): void
    {
        $headers = ['Authorization' => 'Bearer of-this-service', 'Cookie' => 'id=secret'];
        $url = self::$home->url('/open/old', ['to' => self::$foreign->url('/open/new')]);
        self::assertSame(200, (new $driver(self::signer(), ['origins' => 'https://api.example']))->get($url, $headers));
        [$at_home] = self::$home->received();
        self::assertSame(['Bearer of-this-service', 'id=secret'], [$at_home->authorization, $at_home->cookie]);
        [$away] = self::$foreign->received();
        self::assertSame([null, null], [$away->authorization, $away->cookie]);
    }

    /** @dataProvider clients */
    public function test_the_first_request_settles_the_origin(string $driver): void
    {
        self::assertSame([200, 200, 200], (new $driver(self::signer()))->send(
            new Request('GET', self::$home->url('/files')),
            new Request('GET', self::$foreign->url('/open/files')),
            new Request('GET', self::$home->url('/files')),
        ));
        self::assertSame(['accepted', 'accepted'], self::$home->answers());
        self::assertNothingOfATokenReached(self::$foreign);
    }

    /** @dataProvider clients */
    public function test_only_the_given_origins_are_signed_for(string $driver): void
    {
        $one = new $driver(self::signer(), ['origins' => self::$home->origin()]);
        self::assertSame(200, $one->get(self::$foreign->url('/open/files')));
        self::assertNothingOfATokenReached(self::$foreign);

        $both = [self::$foreign->origin().'/v1', strtoupper(self::$home->origin())];
        self::assertSame([200, 200], (new $driver(self::signer(), ['origins' => $both]))->send(
            new Request('GET', self::$home->url('/files')),
            new Request('GET', self::$foreign->url('/files')),
        ));
    }

    /** @dataProvider followers */
    public function test_a_redirect_between_two_origins_of_ours(string $driver): void
    {
        $hook = new $driver(self::signer(), ['origins' => [self::$home->origin(), self::$foreign->origin()]]);
        self::assertSame(200, $hook->get(self::$home->url('/old', ['to' => self::$foreign->url('/new')])));
        self::assertSame([['/old'], ['/new']], [self::$home->accepted(), self::$foreign->accepted()]);
    }

    /** @dataProvider clients */
    public function test_a_token_that_is_there_is_replaced(string $driver): void
    {
        foreach (['X-WSSE', 'x-wsse', 'X-Wsse'] as $name) {
            $this->setUp();
            $stale = [$name => Signers::of(Service::USERNAME, 'another')->header()];
            $client = new $driver(self::signer());
            self::assertSame(200, $client->get(self::$home->url('/files'), $stale));
            [$received] = self::$home->received();
            self::assertSame('accepted', $received->answer);
            self::assertSame((new Dialect())->authorization, $received->authorization);
            // Nor does it go elsewhere.
            self::assertSame(200, $client->get(self::$foreign->url('/open/files'), $stale));
            self::assertNothingOfATokenReached(self::$foreign);
        }
    }

    /** @dataProvider clients */
    public function test_an_authorization_of_the_callers_own_stays(string $driver): void
    {
        $client = new $driver(self::signer());
        foreach (['Authorization', 'authorization'] as $name) {
            $this->setUp();
            self::assertSame(200, $client->get(self::$home->url('/files'), [$name => 'Basic c3RhZ2luZzpwdw==']));
            [$received] = self::$home->received();
            self::assertSame(['accepted', 'Basic c3RhZ2luZzpwdw=='], [$received->answer, $received->authorization]);
        }
        // One that is ours is no more than what would be sent anyway.
        $this->setUp();
        $ours = (new Dialect())->authorization;
        self::assertSame(200, $client->get(self::$home->url('/files'), ['Authorization' => " {$ours} "]));
        self::assertSame($ours, self::$home->received()[0]->authorization);
    }

    /** @dataProvider clients */
    public function test_no_authorization_of_ours_when_told(string $driver): void
    {
        $client = new $driver(self::signer(), ['authorization' => false]);
        self::assertSame(200, $client->get(self::$home->url('/files')));
        self::assertSame(200, $client->get(self::$home->url('/files'), ['Authorization' => (new Dialect())->authorization]));
        foreach (self::$home->received() as $received) {
            self::assertSame(['accepted', null], [$received->answer, $received->authorization]);
        }
    }

    /** @dataProvider clients */
    public function test_nothing_of_a_token_that_is_there_goes_to_another_origin(string $driver): void
    {
        $stale = Signers::of(Service::USERNAME, 'another')->headers();
        $client = new $driver(self::signer(), ['origins' => self::$home->origin()]);
        self::assertSame(200, $client->get(self::$foreign->url('/open/files'), $stale));
        self::assertNothingOfATokenReached(self::$foreign);
    }

    /** @dataProvider followers */
    public function test_a_token_that_is_there_does_not_go_with_a_redirect(string $driver): void
    {
        $stale = Signers::of(Service::USERNAME, 'another')->headers();
        $url = self::$home->url('/old', ['to' => self::$foreign->url('/open/new')]);
        self::assertSame(200, (new $driver(self::signer()))->get($url, $stale));
        self::assertNothingOfATokenReached(self::$foreign);
    }

    /** @dataProvider clients */
    public function test_what_others_send_to_another_origin_stays(string $driver): void
    {
        $client = new $driver(self::signer(), ['origins' => self::$home->origin()]);
        self::assertSame(200, $client->get(self::$foreign->url('/open/files'), ['Authorization' => 'Bearer another']));
        self::assertSame('Bearer another', self::$foreign->received()[0]->authorization);
    }

    /** @dataProvider clients */
    public function test_plain_http_is_refused_before_any_connection(string $driver): void
    {
        foreach (['http://api.example/', 'http://127.0.0.1.example/', 'http://localhost.:80/'] as $url) {
            foreach ([
                static fn () => (new $driver(self::signer()))->get($url),
                static fn () => new $driver(self::signer(), ['origins' => ['https://api.example', $url]]),
            ] as $attempt) {
                try {
                    $attempt();
                    self::fail('nothing was refused');
                } catch (ClearTextRefusedException $refused) {
                    self::assertInstanceOf(WsseException::class, $refused);
                    self::assertStringContainsString('use https', $refused->getMessage());
                    self::assertSame('clear_text_refused', $refused->reason);
                }
            }
        }
        new $driver(self::signer(), ['origins' => 'http://api.example', 'allowHttp' => true]);
    }

    /** @dataProvider clients */
    public function test_one_more_attempt_after_a_401_when_told(string $driver): void
    {
        $client = new $driver(self::signer(), ['retryOn401' => true]);
        $wanted = array_map(static fn () => new Request('GET', self::$home->url(self::fresh(), ['refuse' => 1])), [1, 2, 3]);
        self::assertSame([200, 200, 200], $client->send(...$wanted));
        self::assertSame(array_fill(0, 6, 'accepted'), self::$home->answers());
    }

    /** @dataProvider clients */
    public function test_no_more_than_one(string $driver): void
    {
        $client = new $driver(self::signer(), ['retryOn401' => true]);
        self::assertSame(401, $client->get(self::$home->url(self::fresh(), ['refuse' => 5])));
        self::assertSame(['accepted', 'accepted'], self::$home->answers());
    }

    /** @dataProvider clients */
    public function test_a_wrong_clock_is_set_by_the_answer_when_told(string $driver): void
    {
        foreach ([-600_000, 600_000] as $wrong) {
            $this->setUp();
            // In fine steps: all signers learn the same second.
            $signer = Signers::ahead(new Signer(Service::USERNAME, Service::SECRET, 'penneo,created=nanos'), $wrong);
            $client = new $driver($signer, ['learnClock' => true]);
            self::assertSame([200, 200], $client->send(...array_fill(0, 2, new Request('GET', self::$home->url('/files')))));
            self::assertSame([$wrong < 0 ? 'created_stale' : 'created_in_future', 'accepted', 'accepted'], self::$home->answers());
            self::assertLessThan(3_000, abs($signer->clockOffsetMillis()));
        }
    }

    /** @dataProvider clients */
    public function test_a_401_for_another_reason_leaves_the_clock_and_is_not_repeated(string $driver): void
    {
        $signer = self::signer();
        $before = Signers::ahead(new Signer(Service::USERNAME, Service::SECRET), 1_500);
        self::assertSame(401, (new $driver($before, ['learnClock' => true]))->get(self::$home->url(self::fresh(), ['refuse' => 1])));
        self::assertSame(1_500, $before->clockOffsetMillis());
        self::assertCount(1, self::$home->received());
        // Nor does the 401 of another origin set it.
        $offset = $signer->clockOffsetMillis();
        $client = new $driver($signer, ['learnClock' => true, 'origins' => self::$home->origin()]);
        self::assertSame(401, $client->get(self::$foreign->url('/files')));
        self::assertSame($offset, $signer->clockOffsetMillis());
    }

    /** @dataProvider clients */
    public function test_none_unless_told(string $driver): void
    {
        self::assertSame(401, (new $driver(self::signer()))->get(self::$home->url(self::fresh(), ['refuse' => 1])));
        self::assertSame(['accepted'], self::$home->answers());
    }

    /** @dataProvider followers */
    public function test_one_more_attempt_then_a_redirect_away(string $driver): void
    {
        $url = self::$home->url(self::fresh(), ['refuse' => 1, 'to' => self::$foreign->url('/open/new')]);
        self::assertSame(200, (new $driver(self::signer(), ['retryOn401' => true]))->get($url));
        self::assertSame(['accepted', 'accepted'], self::$home->answers());
        self::assertNothingOfATokenReached(self::$foreign);
    }

    /** @dataProvider followers */
    public function test_one_more_attempt_for_every_hop(string $driver): void
    {
        $url = self::$home->url(self::fresh(), ['refuse' => 1, 'to' => self::fresh('new').'?refuse=1']);
        self::assertSame(200, (new $driver(self::signer(), ['retryOn401' => true]))->get($url));
        self::assertSame(array_fill(0, 4, 'accepted'), self::$home->answers());
    }

    /** @dataProvider clients */
    public function test_a_body_arrives_whole(string $driver): void
    {
        $body = str_repeat(implode('', array_map('chr', range(0, 255))), 64);
        self::assertSame(200, (new $driver(self::signer()))->post(self::$home->url('/files'), $body));
        [$received] = self::$home->received();
        self::assertSame(['POST', $body], [$received->method, $received->body]);
    }

    /** @dataProvider clients */
    public function test_a_body_is_sent_again_after_a_401(string $driver): void
    {
        $client = new $driver(self::signer(), ['retryOn401' => true]);
        self::assertSame(200, $client->post(self::$home->url(self::fresh(), ['refuse' => 1]), 'what is to be signed'));
        self::assertSame(array_fill(0, 2, 'what is to be signed'), array_column(self::$home->received(), 'body'));
        self::assertSame(['accepted', 'accepted'], self::$home->answers());
    }

    /** @dataProvider followersAndCodes */
    public function test_a_body_goes_with_a_redirect_that_keeps_the_method(string $driver, int $code): void
    {
        $url = self::$home->url('/old', ['to' => '/new', 'code' => $code]);
        self::assertSame(200, (new $driver(self::signer()))->post($url, 'a body'));
        self::assertSame(['/old', '/new'], self::$home->accepted());
        $last = self::$home->received()[1];
        self::assertSame($code < 307 ? ['GET', ''] : ['POST', 'a body'], [$last->method, $last->body]);
    }

    /** @dataProvider clients */
    public function test_fifty_at_once_on_one_client(string $driver): void
    {
        $wanted = array_map(static fn (int $i) => new Request('GET', self::$home->url("/{$i}")), range(1, 50));
        self::assertSame(array_fill(0, 50, 200), (new $driver(self::signer()))->sendAtOnce(...$wanted));
        self::assertSame(array_fill(0, 50, 'accepted'), self::$home->answers());
        $created = array_map(static fn ($received) => $received->created(), self::$home->received());
        self::assertCount(50, array_unique($created));
    }

    /** @dataProvider clients */
    public function test_it_signs_in_the_dialect_of_its_signer(string $driver): void
    {
        $service = new Service(['SECRETS' => '{"someone else":"s3cr3t"}', 'DIALECT' => 'emarsys']);
        try {
            $client = new $driver(Signers::of('someone else', 's3cr3t', 'emarsys'));
            self::assertSame(200, $client->get($service->url('/files')));
        } finally {
            $service->stop();
        }
    }

    /** @dataProvider clients */
    public function test_what_is_no_origin_is_refused(string $driver): void
    {
        foreach (['', 'api.example', 'ftp://api.example', 'https://bücher.example', [], ['https://a@b@c']] as $origins) {
            try {
                new $driver(self::signer(), ['origins' => $origins]);
                self::fail('it was taken for an origin');
            } catch (\ValueError $error) {
                self::assertStringContainsString('origin', $error->getMessage());
            }
        }
    }

    /** @dataProvider clients */
    public function test_it_shows_no_secret_and_no_token_and_is_not_serialized(string $driver): void
    {
        $client = new $driver(new Signer(Service::USERNAME, 'a secret of its own'));
        $shown = print_r($client->hook(), true).var_export((string) json_encode((array) $client->hook()), true);
        self::assertStringNotContainsString('a secret of its own', $shown);
        $this->expectException(\Exception::class);
        serialize($client->hook());
    }
}
